import type { LocalizedText } from '@mortise/core'
import type { EntityDocument, FieldDocument, OptionEditor } from '@mortise/metadata'
import { useText } from '@mortise/ui'
import { type ComponentType, lazy, Suspense } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import { lazyPart } from '../../lazy-part.tsx'
import classes from '../table-designer.module.css'
import { EntityOption } from './entity-option.tsx'
import { FieldOption } from './field-option.tsx'
import { OptionSetOption } from './option-set-option.tsx'
import { optionTexts } from './option-texts.ts'
import { PlainOption } from './plain-option.tsx'
import { withOption } from './with-option.ts'

/** What an option of a field type says about itself, beside its JSON schema. */
export interface OptionSchema {
  type?: string
  enum?: readonly string[]
  label: LocalizedText
  editor?: OptionEditor
  default?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
  pattern?: string
  properties?: { readonly [key: string]: unknown }
}

export interface OptionProps {
  name: string
  schema: OptionSchema
  value: unknown
  /** Undefined takes the option away; `merge` joins what is typed. */
  onChange(value: unknown, merge?: boolean): void
  table: EntityDocument
  field: FieldDocument
}

const FieldPathOption = lazyPart<OptionProps>(async () => (await import('./field-path-option.tsx')).FieldPathOption)

/** Drawn by the panel of computed fields, where the whole of them is needed at once. */
const nothing = () => null

const editors: Record<OptionEditor, ComponentType<OptionProps>> = {
  entity: EntityOption,
  field: FieldOption,
  'relation-field': FieldOption,
  'field-path': FieldPathOption,
  'option-set': OptionSetOption,
  slider: PlainOption,
  expression: nothing,
  'to-many': nothing,
  'result-type': nothing,
  // These are of actions, and drawn by their editor.
  values: nothing,
  link: nothing,
  placeholders: nothing,
  print: nothing,
  process: nothing,
}

const ComputedOption = lazy(async () => ({ default: (await import('./computed-option.tsx')).ComputedOption }))

interface OptionPanelProps {
  table: EntityDocument
  field: FieldDocument
  onChange(change: (field: FieldDocument) => FieldDocument, merge?: string): void
}

/** The options of a field, as the schema of its type says. */
export function OptionPanel({ table, field, onChange }: OptionPanelProps) {
  const t = useText(optionTexts)
  const { fieldTypes } = useDesign()
  if (!fieldTypes.has(field.type)) return null
  const kind = fieldTypes.get(field.type)
  if (kind.computed)
    return (
      <Suspense fallback={null}>
        <ComputedOption table={table} field={field} onChange={onChange} />
      </Suspense>
    )
  const options = Object.entries(kind.options.properties as unknown as { [name: string]: OptionSchema })
  if (options.length === 0) return <p className={classes.quiet}>{t('noOptions')}</p>
  return options.map(([name, schema]) => {
    const Editor = schema.editor ? editors[schema.editor] : PlainOption
    return (
      <Editor
        key={name}
        name={name}
        schema={schema}
        value={field.options?.[name]}
        table={table}
        field={field}
        onChange={(value, merge) => onChange((present) => withOption(present, name, value), merge ? name : undefined)}
      />
    )
  })
}
