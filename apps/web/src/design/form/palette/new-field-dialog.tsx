import type { FieldType } from '@mortise/metadata'
import { Button, Group, Modal, Select, Stack, Switch, Textarea, TextInput, useLocalize, useText } from '@mortise/ui'
import type { FormEvent } from 'react'
import { useDesign, useDesignDocuments } from '../../draft/design-context.ts'
import { formDesignTexts } from '../form-design-texts.ts'
import type { NewField } from '../model/new-field.ts'
import { useNewField } from './use-new-field.ts'

interface NewFieldDialogProps {
  entity: string
  type: string
  onAdd(field: NewField): void
  onClose(): void
}

/** Values of the choices that make something new. No key is spelt so. */
const fresh = '+'

/** Asks what a new field is called, and what it needs to be one. */
export function NewFieldDialog({ entity, type, onAdd, onClose }: NewFieldDialogProps) {
  const t = useText(formDesignTexts)
  const localize = useLocalize()
  const { fieldTypes } = useDesign()
  const kind = fieldTypes.get(type)
  const draft = useNewField(entity, kind)
  function submit(event: FormEvent) {
    event.preventDefault()
    if (draft.field) onAdd(draft.field)
  }
  return (
    <Modal opened onClose={onClose} title={t('addFieldTitle', { type: localize(kind.label) })} size={420}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t('fieldLabel')}
            data-autofocus
            autoComplete="off"
            maxLength={100}
            placeholder={t('fieldLabelHint')}
            value={draft.name}
            onChange={(event) => draft.setName(event.currentTarget.value)}
          />
          <Needs kind={kind} draft={draft} entity={entity} />
          <TextInput
            label={t('fieldKey')}
            description={t('keyHint')}
            autoComplete="off"
            spellCheck={false}
            maxLength={41}
            error={draft.keyProblem ? t(draft.keyProblem) : null}
            value={draft.key}
            onChange={(event) => draft.setKey(event.currentTarget.value)}
          />
          {kind.writable === false ? null : (
            <Switch
              label={t('required')}
              checked={draft.required}
              onChange={(event) => draft.setRequired(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={!draft.field}>
              {t('add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type Draft = ReturnType<typeof useNewField>

/** What the type leads to: options to choose from, another table, lines. */
function Needs({ kind, draft, entity }: { kind: FieldType; draft: Draft; entity: string }) {
  const t = useText(formDesignTexts)
  if (kind.computed || kind.lookupOption) return <p style={{ margin: 0, fontSize: 13 }}>{t('needsMore')}</p>
  if (kind.references?.optionSet) return <OptionNeeds draft={draft} />
  if (kind.relation) return <TableNeeds kind={kind} draft={draft} entity={entity} />
  return null
}

function OptionNeeds({ draft }: { draft: Draft }) {
  const t = useText(formDesignTexts)
  const localize = useLocalize()
  const sets = useDesignDocuments('option_set')
  return (
    <>
      {sets.length > 0 ? (
        <Select
          label={t('optionsFrom')}
          allowDeselect={false}
          searchable
          data={[
            { value: fresh, label: t('newOptionSet') },
            ...sets.map(({ key, label }) => ({ value: key, label: localize(label) })),
          ]}
          value={draft.target ?? fresh}
          onChange={(next) => draft.setTarget(next === fresh ? null : next)}
        />
      ) : null}
      {draft.target === null ? (
        <Textarea
          label={t('options')}
          description={t('optionsHint')}
          autosize
          minRows={3}
          maxRows={8}
          value={draft.options}
          onChange={(event) => draft.setOptions(event.currentTarget.value)}
        />
      ) : null}
    </>
  )
}

function TableNeeds({ kind, draft, entity }: { kind: FieldType; draft: Draft; entity: string }) {
  const t = useText(formDesignTexts)
  const localize = useLocalize()
  const lines = kind.relation === 'children'
  const tables = useDesignDocuments('entity').filter(
    ({ key, archived, parentField }) => !archived && (!lines || (key !== entity && parentField === undefined)),
  )
  const choices = tables.map(({ key, label }) => ({ value: key, label: localize(label) }))
  if (lines)
    return (
      <TextInput
        label={t('linesTableName')}
        autoComplete="off"
        maxLength={100}
        value={draft.options}
        placeholder={draft.name}
        onChange={(event) => draft.setOptions(event.currentTarget.value)}
      />
    )
  return (
    <Select
      label={t('targetTable')}
      searchable
      allowDeselect={false}
      data={choices}
      nothingFoundMessage={t('noTargets')}
      value={draft.target}
      onChange={draft.setTarget}
    />
  )
}
