import type { LocalizedText } from '@mortise/core'
import { type EntityModel, resolvePath, type ViewFieldRole, type ViewOptions, type ViewType } from '@mortise/metadata'
import { ActionIcon, Select, Switch, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import { pathLabel } from '../../filter/field-choices.ts'
import { FieldPicker } from '../../filter/field-picker.tsx'
import { listTexts } from '../list-texts.ts'
import { ColumnLimits } from './column-limits.tsx'
import classes from './kind-page.module.css'

interface EditorProps {
  entity: EntityModel
  type: ViewType
  options: ViewOptions
  onChange(change: { [option: string]: unknown }): void
  /** Only what the view cannot do without. */
  requiredOnly?: boolean
}

interface OptionSchema {
  label?: LocalizedText
  type?: string
  enum?: readonly string[]
  anyOf?: readonly { const?: string }[]
  choices?: Readonly<Record<string, LocalizedText>>
  maxItems?: number
  editor?: string
  default?: unknown
}

/** The options of a view as its schema says: fields, choices, switches. */
export function ViewOptionsEditor({ entity, type, options, onChange, requiredOnly = false }: EditorProps) {
  const schema = type.options as { properties?: Record<string, OptionSchema>; required?: readonly string[] }
  const required = new Set(schema.required ?? [])
  const shown = Object.entries(schema.properties ?? {}).filter(
    ([name, { label }]) => label && (!requiredOnly || required.has(name)),
  )
  return (
    <div className={classes.options}>
      {shown.map(([name, property]) => (
        <OptionRow
          key={name}
          entity={entity}
          name={name}
          property={property}
          role={type.fields[name]}
          required={required.has(name)}
          value={options[name]}
          options={options}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </div>
  )
}

interface OptionRowProps {
  entity: EntityModel
  name: string
  property: OptionSchema
  role: ViewFieldRole | undefined
  required: boolean
  value: unknown
  options: ViewOptions
  onChange(value: unknown): void
}

function OptionRow(props: OptionRowProps) {
  const { property, role, value, onChange } = props
  const label = useLocalize()
  const id = useId()
  const name = label(property.label ?? { zh: props.name, en: props.name })
  if (role && property.type === 'array') return <FieldList {...props} role={role} label={name} />
  if (role) return <FieldOption {...props} role={role} label={name} />
  if (property.editor === 'column-limits') return <ColumnLimits {...props} label={name} />
  if (property.type === 'boolean')
    return <Switch label={name} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
  const choices = property.enum ?? property.anyOf?.flatMap((one) => one.const ?? []) ?? []
  if (choices.length === 0) return null
  const words = (choice: string) => label(property.choices?.[choice] ?? { zh: choice, en: choice })
  return (
    <div className={classes.option}>
      <label htmlFor={id}>{name}</label>
      <Select
        id={id}
        data={choices.map((choice) => ({ value: choice, label: words(choice) }))}
        value={typeof (value ?? property.default) === 'string' ? String(value ?? property.default) : null}
        onChange={(chosen) => onChange(chosen)}
        clearable={!props.required && property.default === undefined}
      />
    </div>
  )
}

type RoledProps = OptionRowProps & { role: ViewFieldRole; label: string }

function FieldOption({ entity, role, required, value, label, onChange }: RoledProps) {
  const t = useText(listTexts)
  return (
    <div className={classes.option}>
      <span>{label}</span>
      <div className={classes.optionRow}>
        <FieldPicker
          entity={entity}
          value={typeof value === 'string' ? value : null}
          label={label}
          placeholder={t('optionNone')}
          paths={role.own !== true}
          accepts={(field) => role.accepts(field)}
          onChange={onChange}
        />
        {!required && typeof value === 'string' && (
          <ActionIcon aria-label={t('optionClear', { label })} onClick={() => onChange(null)}>
            <IconX size={15} aria-hidden />
          </ActionIcon>
        )}
      </div>
    </div>
  )
}

function FieldList({ entity, role, property, value, label, onChange }: RoledProps) {
  const { app, language } = useRuntimeServices()
  const t = useText(listTexts)
  const paths = Array.isArray(value) ? value.map(String).filter((path) => resolvePath(app, entity, path)) : []
  const moved = (index: number, by: number) => {
    const next = paths.filter((_, other) => other !== index)
    next.splice(index + by, 0, paths[index] ?? '')
    onChange(next)
  }
  return (
    <div className={classes.option}>
      <span>{label}</span>
      {paths.length > 0 && (
        <ul className={classes.list} aria-label={label}>
          {paths.map((path, index) => {
            const name = pathLabel(app, entity, path, language)
            return (
              <li key={path}>
                <span className="ui-truncate">{name}</span>
                <ActionIcon
                  disabled={index === 0}
                  aria-label={t('columnUp', { label: name })}
                  onClick={() => moved(index, -1)}
                >
                  <IconArrowUp size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  disabled={index === paths.length - 1}
                  aria-label={t('columnDown', { label: name })}
                  onClick={() => moved(index, 1)}
                >
                  <IconArrowDown size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  aria-label={t('optionClear', { label: name })}
                  onClick={() => onChange(paths.filter((other) => other !== path))}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </li>
            )
          })}
        </ul>
      )}
      {paths.length < (property.maxItems ?? 10) && (
        <FieldPicker
          entity={entity}
          value={null}
          label={label}
          placeholder={t('optionAddField')}
          accepts={(field, path) => role.accepts(field) && !paths.includes(path)}
          onChange={(path) => onChange([...paths, path])}
        />
      )}
    </div>
  )
}
