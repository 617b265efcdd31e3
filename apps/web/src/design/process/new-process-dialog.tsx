import type { LocalizedText } from '@mortise/core'
import {
  Button,
  commonTexts,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  TextInput,
  UnstyledButton,
  useLanguage,
  useLocalize,
  useText,
} from '@mortise/ui'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { NodeIcon } from '../../process/canvas/node-icon.tsx'
import { useDesign, useDesignModel } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { inBoth } from '../in-both.ts'
import { firstFree } from '../keys/free-key.ts'
import { keyForLabel } from '../keys/key-for-label.ts'
import { withMain } from '../with-main.ts'
import { newProcessTexts } from './new-process-texts.ts'
import classes from './process-designer.module.css'
import { amountFields, processFrom, type TemplateName, templateNames } from './process-templates.ts'

const icons: { readonly [Name in TemplateName]: string } = {
  blank: 'user-check',
  levels: 'sitemap',
  amount: 'arrows-split-2',
  together: 'arrows-split',
}

/** Another process: about a table, beginning with a drawing that is near to what is wanted. */
export function NewProcessDialog({ onClose }: { onClose(): void }) {
  const t = useText(newProcessTexts)
  const common = useText(commonTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const { store } = useDesign()
  const model = useDesignModel()
  const { open } = useDesignAddress()
  const [entityKey, setEntity] = useState<string | null>(null)
  const [typed, setTyped] = useState<LocalizedText | undefined>(undefined)
  const [template, setTemplate] = useState<TemplateName>('blank')
  const [field, setField] = useState<string | null>(null)
  const [above, setAbove] = useState<number | ''>(100_000)
  const tables = [...model.entities.values()].filter(({ parent }) => !parent)
  const entity = model.entities.get(entityKey ?? '') ?? null
  const fields = amountFields(entity)
  const chosen = fields.find(({ key }) => key === field) ?? fields[0]
  const label =
    typed ??
    (entity
      ? inBoth(newProcessTexts, 'approvalOf', (one) => ({ name: entity.label[one] ?? entity.label.en }))
      : undefined)
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!label) return
    const { documents } = store.snapshot()
    const wanted = entity && !typed ? `${entity.key}_approval` : keyForLabel(label, new Set(), 'process')
    const key = firstFree(wanted, (one) => documents.has(`process/${one}`))
    const tier = template === 'amount' && chosen && above !== '' ? { field: chosen.key, above } : null
    const made = processFrom({ key, label, entity, template, tier })
    const step = inBoth(newProcessTexts, 'didNew', (one) => ({ name: label[one] ?? label.en }))
    store.change(step, ({ put }) => put(made))
    onClose()
    open(`process/${key}`)
  }
  return (
    <Modal opened onClose={onClose} title={t('newProcess')} size="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          <Select
            label={t('processTable')}
            data-autofocus
            searchable
            clearable
            placeholder={t('noTable')}
            data={tables.map((one) => ({ value: one.key, label: localize(one.label) }))}
            value={entityKey}
            onChange={setEntity}
          />
          <TextInput
            label={t('processName')}
            maxLength={100}
            required={label === undefined}
            placeholder={label ? localize(label) : undefined}
            value={typed?.[language] ?? ''}
            onChange={(event) => setTyped(withMain(typed, event.currentTarget.value, language))}
          />
          <Templates chosen={template} onChoose={setTemplate} />
          {template === 'amount' && fields.length > 0 ? (
            <Group grow align="flex-start">
              <Select
                label={t('amountField')}
                allowDeselect={false}
                data={fields.map((one) => ({ value: one.key, label: localize(one.label) }))}
                value={chosen?.key ?? null}
                onChange={setField}
              />
              <NumberInput
                label={t('amountLimit')}
                thousandSeparator=","
                min={0}
                value={above}
                onChange={(next) => setAbove(typeof next === 'number' ? next : '')}
              />
            </Group>
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={!label}>
              {t('create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface TemplatesProps {
  chosen: TemplateName
  onChoose(name: TemplateName): void
}

function Templates({ chosen, onChoose }: TemplatesProps) {
  const t = useText(newProcessTexts)
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    const next =
      step === undefined ? undefined : templateNames.at((templateNames.indexOf(chosen) + step) % templateNames.length)
    if (!next) return
    event.preventDefault()
    onChoose(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-template="${next}"]`)?.focus()
  }
  return (
    <div role="radiogroup" aria-label={t('template')} className={classes.templates} onKeyDown={onKeyDown}>
      {templateNames.map((name) => (
        <UnstyledButton
          key={name}
          role="radio"
          aria-checked={name === chosen}
          tabIndex={name === chosen ? 0 : -1}
          data-template={name}
          className={classes.template}
          onClick={() => onChoose(name)}
        >
          <NodeIcon name={icons[name]} size={18} />
          <span>
            <span className={classes.templateName}>{t(`template_${name}`)}</span>
            <span className={classes.templateHint}>{t(`template_${name}_hint`)}</span>
          </span>
        </UnstyledButton>
      ))}
    </div>
  )
}
