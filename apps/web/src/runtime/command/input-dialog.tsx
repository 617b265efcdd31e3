import { deepEqual } from '@mortise/core'
import type { CommandDocument, EntityModel } from '@mortise/metadata'
import { Alert, Button, commonTexts, Group, Modal, Stack, useLocalize, useText } from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '../../api/api-error.ts'
import { AskedField } from '../form/asked-field.tsx'
import { formTexts } from '../form/form-texts.ts'
import { runTexts } from './run-texts.ts'

/** What a command asks before it runs. */
export interface CommandQuestion {
  command: CommandDocument
  /** What the record has now; nothing for several. */
  values: { readonly [field: string]: unknown }
  count: number
  /** False: it was not run after all, and may still be changed. */
  submit(input: { [field: string]: unknown }): Promise<boolean>
  cancel(): void
}

/** The fields that a command asks for, with their own inputs; what the server refuses is said beside them. */
export function InputDialog({ entity, question }: { entity: EntityModel; question: CommandQuestion }) {
  const t = useText(runTexts)
  const common = useText(commonTexts)
  const localize = useLocalize()
  const { command, count } = question
  const [values, setValues] = useState<{ [field: string]: unknown }>({ ...question.values })
  const [problems, setProblems] = useState<{ [field: string]: string }>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const asked = (command.input ?? []).flatMap(({ field: key, required = false }) => {
    const field = entity.fields.get(key)
    return field ? [{ field, required }] : []
  })
  async function submit(event: FormEvent) {
    event.preventDefault()
    event.stopPropagation()
    const missing = asked.filter(({ field, required }) => required && isBlank(values[field.key]))
    if (missing.length > 0) {
      setProblems(Object.fromEntries(missing.map(({ field }) => [field.key, formTexts.t('required')])))
      return
    }
    setBusy(true)
    try {
      // What nobody touched is not written: of several records each keeps its own.
      const given = asked.filter(
        ({ field, required }) => required || !deepEqual(values[field.key] ?? null, question.values[field.key] ?? null),
      )
      const input = Object.fromEntries(given.map(({ field }) => [field.key, values[field.key] ?? null]))
      if (!(await question.submit(input))) setBusy(false)
    } catch (error) {
      const found = error instanceof ApiError ? (error.body?.problems ?? []) : []
      const own = found.filter(({ path }) => asked.some(({ field }) => field.key === path))
      setProblems(Object.fromEntries(own.map(({ path, message }) => [path, message])))
      setFailure(own.length > 0 ? null : messageOf(error))
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={question.cancel} title={localize(command.label)} size="md">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <p style={{ color: 'var(--ui-text-2)' }}>{count > 1 ? t('inputMany', { count }) : t('inputText')}</p>
          {failure ? (
            <Alert color="red" variant="light" role="alert">
              {failure}
            </Alert>
          ) : null}
          {asked.map(({ field, required }, index) => (
            <AskedField
              key={field.key}
              field={field}
              required={required}
              value={values[field.key]}
              error={problems[field.key] ?? ''}
              changed={problems[field.key] === undefined}
              autoFocus={index === 0}
              onChange={(value) => {
                setValues((before) => ({ ...before, [field.key]: value }))
                setProblems(({ [field.key]: _, ...others }) => others)
              }}
            />
          ))}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={question.cancel}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {localize(command.label)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
