import type { EntityModel } from '@mortise/metadata'
import { Button, commonTexts, Group, Modal, Stack, useText } from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { AskedField } from '../../form/asked-field.tsx'
import { listTexts } from '../list-texts.ts'
import classes from './kind-page.module.css'
import type { MissingQuestion } from './save-moved.ts'

/** Asks for just the fields that a record needs before it may go where it was put. */
export function MissingDialog({ entity, question }: { entity: EntityModel; question: MissingQuestion }) {
  const t = useText(listTexts)
  const common = useText(commonTexts)
  const [values, setValues] = useState(question.values)
  const fields = [...new Set(question.problems.map(({ path }) => path))].flatMap(
    (path) => entity.fields.get(path) ?? [],
  )
  function submit(event: FormEvent) {
    event.preventDefault()
    question.answer(values)
  }
  return (
    <Modal opened onClose={() => question.answer(null)} title={t('missingTitle')} size="md">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <p className={classes.hint}>{t('missingText')}</p>
          {question.others.length > 0 && (
            <ul className={classes.problems}>
              {question.others.map((message) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          )}
          {fields.map((field, index) => (
            <AskedField
              key={field.key}
              field={field}
              value={values[field.key]}
              error={question.problems.find(({ path }) => path === field.key)?.message ?? ''}
              changed={values[field.key] !== question.values[field.key]}
              autoFocus={index === 0}
              onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
            />
          ))}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => question.answer(null)}>
              {common('cancel')}
            </Button>
            <Button type="submit">{common('save')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
