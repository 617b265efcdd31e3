import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { Alert, Button, Checkbox, SidePanel, Stack, useLocalize, useText } from '@mortise/ui'
import { IconTransform } from '@tabler/icons-react'
import { useState } from 'react'
import { useDesign, useIssues } from '../../draft/design-context.ts'
import { lazyPart } from '../../lazy-part.tsx'
import { LocalizedInput } from '../localized-input.tsx'
import { OptionPanel } from '../options/option-panel.tsx'
import classes from '../table-designer.module.css'
import type { TableActions } from '../use-table.ts'
import { FieldKey } from './field-key.tsx'
import { type FieldFlag, useFlags, withFlag } from './field-row.tsx'
import { fieldTexts } from './field-texts.ts'
import { FieldTypeIcon } from './field-type-icon.tsx'
import { useMissingOptions } from './use-missing-options.ts'

const DefaultValue = lazyPart(async () => (await import('./default-value.tsx')).DefaultValue)

const TypeChangeDialog = lazyPart(async () => (await import('../type-change-dialog.tsx')).TypeChangeDialog)

interface FieldPanelProps {
  table: EntityDocument
  field: FieldDocument
  actions: TableActions
  onSelect(key: string | null): void
}

/** Everything about a field: names, key, flags, what its type asks for. */
export function FieldPanel({ table, field, actions, onSelect }: FieldPanelProps) {
  const t = useText(fieldTexts)
  const localize = useLocalize()
  const change = (next: (field: FieldDocument) => FieldDocument, merge?: string) =>
    actions.changeField(field.key, next, merge)
  return (
    <SidePanel
      width={320}
      title={localize(field.label)}
      label={t('properties', { name: localize(field.label) })}
      onClose={() => onSelect(null)}
    >
      <Stack gap="sm">
        <FieldIssues table={table} field={field} />
        <TypeLine table={table} field={field} />
        <OptionPanel table={table} field={field} onChange={change} />
        <hr className={classes.rule} />
        <LocalizedInput
          label={t('label')}
          maxLength={100}
          value={field.label}
          onChange={(label) => label && change((present) => ({ ...present, label }), 'label')}
        />
        {table.figures ? null : <FieldKey table={table} field={field} onRenamed={onSelect} />}
        <FlagInputs table={table} field={field} change={change} />
        <LocalizedInput
          optional
          label={t('help')}
          description={t('helpHint')}
          rows={2}
          maxLength={500}
          value={field.help}
          onChange={(help) => change((present) => withHelp(present, help), 'help')}
        />
        <DefaultValue table={table} field={field} onChange={change} />
      </Stack>
    </SidePanel>
  )
}

function withHelp({ help: _, ...field }: FieldDocument, help: FieldDocument['help']): FieldDocument {
  return help ? { ...field, help } : field
}

function TypeLine({ table, field }: Pick<FieldPanelProps, 'table' | 'field'>) {
  const t = useText(fieldTexts)
  const localize = useLocalize()
  const { fieldTypes } = useDesign()
  const [changing, setChanging] = useState(false)
  const label = fieldTypes.has(field.type) ? localize(fieldTypes.get(field.type).label) : field.type
  return (
    <div className={classes.typeLine}>
      <FieldTypeIcon type={field.type} />
      <span>{label}</span>
      {table.figures ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconTransform size={14} aria-hidden />}
          onClick={() => setChanging(true)}
        >
          {t('changeType')}
        </Button>
      )}
      {changing ? <TypeChangeDialog table={table} field={field} onClose={() => setChanging(false)} /> : null}
    </div>
  )
}

function FieldIssues({ table, field }: Pick<FieldPanelProps, 'table' | 'field'>) {
  const t = useText(fieldTexts)
  const localize = useLocalize()
  const missing = useMissingOptions(field)
  const pointer = `/fields/${table.fields.indexOf(field)}/`
  const issues = useIssues(`entity/${table.key}`)
    .filter((issue) => `${issue.pointer}/`.startsWith(pointer))
    .filter((issue) => missing.length === 0 || issue.pointer !== `${pointer}options`)
  if (issues.length + missing.length === 0) return null
  const alarming = missing.length > 0 || issues.some(({ severity }) => severity === 'error')
  return (
    <Alert color={alarming ? 'red' : 'yellow'}>
      {missing.length > 0 ? <p>{t('missing', { what: missing.join('、') })}</p> : null}
      {issues.map(({ code, pointer: place, message, fix }) => (
        <p key={`${code} ${place} ${message.en}`}>
          {localize(message)} {localize(fix)}
        </p>
      ))}
    </Alert>
  )
}

const allFlags: readonly FieldFlag[] = ['required', 'unique', 'searchable', 'indexed']

function FlagInputs({
  table,
  field,
  change,
}: Pick<FieldPanelProps, 'table' | 'field'> & {
  change(next: (field: FieldDocument) => FieldDocument): void
}) {
  const t = useText(fieldTexts)
  const flags = useFlags(field, table.figures !== undefined)
  return allFlags
    .filter((flag) => flags[flag])
    .map((flag) => (
      <Checkbox
        key={flag}
        size="sm"
        label={t(flag)}
        description={flag === 'indexed' ? t('indexedHint') : undefined}
        checked={field[flag] ?? false}
        onChange={(event) => {
          const on = event.currentTarget.checked
          change((present) => withFlag(present, flag, on))
        }}
      />
    ))
}
