import type { CommandActionType, CommandOptionEditor, EntityModel, OptionEditor, Placeholder } from '@mortise/metadata'
import { Select, Switch, TextInput, useLocalize, useText } from '@mortise/ui'
import type { ComponentType } from 'react'
import { useDesignModel } from '../draft/design-context.ts'
import { LiveInput } from '../table/live-input.tsx'
import { buttonTexts } from './button-texts.ts'
import classes from './buttons.module.css'
import { PlaceholderList } from './placeholder-list.tsx'
import { RelatedFilterOption, RelatedOption, RelatedValuesOption } from './related-options.tsx'
import { type FieldValue, ValueList } from './value-list.tsx'

interface Options {
  readonly [option: string]: unknown
}

export interface OptionProps {
  name: string
  label: string
  options: Options
  table: EntityModel
  onChange(change: Options, merge?: string): void
}

interface OptionSchema {
  type?: string
  label: { zh: string; en: string }
  editor?: OptionEditor | CommandOptionEditor
}

interface ActionOptionsProps {
  type: CommandActionType
  options: Options
  table: EntityModel
  /** What differs; undefined takes an option away. */
  onChange(change: Options, merge?: string): void
}

/** The options of an action, as the schema of its type says. */
export function ActionOptions({ type, options, table, onChange }: ActionOptionsProps) {
  const localize = useLocalize()
  const schema = type.options.properties as unknown as { readonly [name: string]: OptionSchema }
  return Object.entries(schema).map(([name, { editor, type: plain, label }]) => {
    const Editor = (editor && editors[editor]) ?? (plain === 'boolean' ? FlagOption : TextOption)
    return <Editor key={name} name={name} label={localize(label)} options={options} table={table} onChange={onChange} />
  })
}

const editors: { readonly [Editor in OptionEditor | CommandOptionEditor]?: ComponentType<OptionProps> } = {
  values: ValuesOption,
  entity: EntityOption,
  link: LinkOption,
  placeholders: PlaceholdersOption,
  print: PrintOption,
  process: ProcessOption,
  form: FormOption,
  'form-of-table': FormOption,
  related: RelatedOption,
  'related-filter': RelatedFilterOption,
  'related-values': RelatedValuesOption,
}

function ValuesOption({ name, label, options, table, onChange }: OptionProps) {
  const model = useDesignModel()
  const target = typeof options.entity === 'string' ? model.entities.get(options.entity) : table
  if (!target) return null
  return (
    <div>
      <span className={classes.labelled}>{label}</span>
      <ValueList
        table={table}
        target={target}
        values={(options[name] ?? []) as FieldValue[]}
        onChange={(values) => onChange({ [name]: values.length > 0 ? values : undefined })}
      />
    </div>
  )
}

function EntityOption({ name, label, options, onChange }: OptionProps) {
  const localize = useLocalize()
  const tables = [...useDesignModel().entities.values()].filter(({ parent }) => !parent)
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      data={tables.map((one) => ({ value: one.key, label: localize(one.label) }))}
      value={(options[name] as string | undefined) ?? null}
      // Fields and forms of one table mean nothing in another.
      onChange={(chosen) =>
        chosen && chosen !== options[name] && onChange({ [name]: chosen, form: undefined, values: undefined })
      }
    />
  )
}

function LinkOption({ name, options, onChange }: OptionProps) {
  const t = useText(buttonTexts)
  return (
    <LiveInput
      label={t('address')}
      description={t('addressHint', { phone: '{phone}' })}
      maxLength={2000}
      value={String(options[name] ?? '')}
      onChange={(url) => onChange({ [name]: url }, name)}
    />
  )
}

function PlaceholdersOption({ name, options, table, onChange }: OptionProps) {
  return (
    <PlaceholderList
      table={table}
      values={(options[name] ?? []) as Placeholder[]}
      onChange={(values, added) =>
        onChange({
          [name]: values.length > 0 ? values : undefined,
          ...(added && typeof options.url === 'string' && { url: `${options.url}{${added}}` }),
        })
      }
    />
  )
}

function PrintOption({ name, label, options, table, onChange }: OptionProps) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const own = [...useDesignModel().prints.values()].filter(({ entity }) => entity === table.key)
  return (
    <Select
      label={label}
      allowDeselect={false}
      placeholder={own.length === 0 ? t('noTemplate') : undefined}
      data={own.map((print) => ({ value: print.key, label: localize(print.label) }))}
      value={own.some(({ key }) => key === options[name]) ? (options[name] as string) : null}
      onChange={(chosen) => chosen && onChange({ [name]: chosen })}
    />
  )
}

function ProcessOption({ name, label, options, table, onChange }: OptionProps) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const own = [...useDesignModel().processes.values()].filter(({ entity }) => entity === table.key)
  return (
    <Select
      label={label}
      allowDeselect={false}
      placeholder={own.length === 0 ? t('noProcess') : undefined}
      data={own.map((process) => ({ value: process.key, label: localize(process.label) }))}
      value={own.some(({ key }) => key === options[name]) ? (options[name] as string) : null}
      onChange={(chosen) => chosen && onChange({ [name]: chosen })}
    />
  )
}

/** A form of the table: of another one where an option names it. There it can be left to the record which one it is. */
function FormOption({ name, label, options, table, onChange }: OptionProps) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const other = typeof options.entity === 'string'
  const own = [...useDesignModel().forms.values()].filter(
    ({ entity }) => entity === (other ? options.entity : table.key),
  )
  return (
    <Select
      label={label}
      description={other ? undefined : t('formHint')}
      allowDeselect={false}
      clearable={other}
      placeholder={own.length === 0 ? t('noForm') : other ? t('suitingForm') : undefined}
      data={own.map((form) => ({ value: form.key, label: localize(form.label) }))}
      value={own.some(({ key }) => key === options[name]) ? (options[name] as string) : null}
      onChange={(chosen) => (chosen || other) && onChange({ [name]: chosen ?? undefined })}
    />
  )
}

function FlagOption({ name, label, options, onChange }: OptionProps) {
  return (
    <Switch
      label={label}
      checked={options[name] === true}
      onChange={(event) => onChange({ [name]: event.currentTarget.checked || undefined })}
    />
  )
}

function TextOption({ name, label, options, onChange }: OptionProps) {
  return (
    <TextInput
      label={label}
      value={String(options[name] ?? '')}
      onChange={(event) => onChange({ [name]: event.currentTarget.value || undefined }, name)}
    />
  )
}
