import type { NodeOptionEditor } from '@mortise/metadata'
import { Select, useLocalize, useText } from '@mortise/ui'
import { type ReactNode, useId } from 'react'
import { useDesignModel } from '../../../draft/design-context.ts'
import { withoutUndefined } from '../../../form/properties/use-node-edit.ts'
import { ApproversEditor } from '../approvers/approvers-editor.tsx'
import classes from '../panel.module.css'
import { usePanelPlace } from '../panel-context.ts'
import { panelTexts } from '../panel-texts.ts'
import { FieldRightsEditor } from '../rights/field-rights-editor.tsx'
import { DeadlinesEditor } from './deadlines-editor.tsx'
import { DurationEditor } from './duration-editor.tsx'
import { FieldPathsEditor } from './field-paths-editor.tsx'
import {
  EntityEditor,
  FieldEditor,
  LinesEditor,
  ListEditor,
  NodeEditor,
  ProcessEditor,
  RolesEditor,
  UsersEditor,
} from './name-editors.tsx'
import { OptionFrame } from './option-frame.tsx'
import type { NodeOptionProps } from './option-props.ts'
import { choicesOf, isObject, type NodeOptionSchema, shapeOf, shapesOf } from './option-schema.ts'
import {
  CheckEditor,
  ChoiceEditor,
  NumberEditor,
  SwitchEditor,
  TextEditor,
  TextListEditor,
  WordsEditor,
} from './plain-editors.tsx'
import { ReasonsEditor } from './reasons-editor.tsx'
import { ConditionEditor, ExpressionEditor, FilterEditor, PlaceholdersEditor, ValuesEditor } from './record-editors.tsx'
import { RepeatEditor } from './repeat-editor.tsx'
import { RuleEditor } from './rule-editor.tsx'
import { SortOption } from './sort-option.tsx'
import { startOf } from './start-of-shape.ts'

type Editor = (props: NodeOptionProps) => ReactNode

/** By what the type of node says of an option. */
const editors: { readonly [Name in NodeOptionEditor]?: Editor } = {
  approvers: ApproversEditor,
  condition: ConditionEditor,
  deadlines: DeadlinesEditor,
  duration: DurationEditor,
  entity: EntityEditor,
  expression: ExpressionEditor,
  field: FieldEditor,
  'field-path': FieldEditor,
  'field-paths': FieldPathsEditor,
  'field-rights': FieldRightsEditor,
  filter: FilterEditor,
  'found-list': ListEditor,
  node: NodeEditor,
  placeholders: PlaceholdersEditor,
  process: ProcessEditor,
  reasons: ReasonsEditor,
  repeat: RepeatEditor,
  roles: RolesEditor,
  rule: RuleEditor,
  sort: SortOption,
  'to-many': LinesEditor,
  users: UsersEditor,
  values: ValuesEditor,
  words: WordsEditor,
}

/** By what values an option can have, where nothing is said of it. */
function plainEditor(schema: NodeOptionSchema): Editor | null {
  const { type, properties, items, anyOf } = schema
  if (choicesOf(schema).length > 0) return ChoiceEditor
  if (type === 'boolean') return SwitchEditor
  if (type === 'integer' || type === 'number') return NumberEditor
  if (type === 'string') return TextEditor
  if (type === 'array') return items?.type === 'string' ? TextListEditor : null
  if (properties?.zh && properties.en) return WordsEditor
  if (properties) return ObjectEditor
  return anyOf && shapesOf(schema).length > 0 ? ShapeEditor : null
}

export function editorOf(schema: NodeOptionSchema): Editor | null {
  return (schema.editor && editors[schema.editor]) ?? plainEditor(schema)
}

/** One option: its label, what edits it, what is wrong with it. */
export function OptionRow(props: Omit<NodeOptionProps, 'label'>) {
  const localize = useLocalize()
  const { schema } = props
  const Editor = editorOf(schema)
  if (!Editor || !schema.label) return null
  return <Editor {...props} label={localize(schema.label)} />
}

/** As `OptionRow`, for one of several switches side by side. */
function PartRow(props: Omit<NodeOptionProps, 'label'>) {
  const localize = useLocalize()
  const { schema } = props
  if (!schema.label) return null
  if (schema.type === 'boolean') return <CheckEditor {...props} label={localize(schema.label)} />
  return <OptionRow {...props} />
}

/** An option that is made of several, each with its own label. Left empty it is left out. */
export function ObjectEditor({ label, schema, required, value, pointer, onChange }: NodeOptionProps) {
  const id = useId()
  const localize = useLocalize()
  return (
    <OptionFrame label={label} hint={schema.hint && localize(schema.hint)} pointer={pointer} id={id}>
      <Parts
        schema={schema}
        value={isObject(value) ? value : isObject(schema.default) ? schema.default : {}}
        pointer={pointer}
        onChange={(next, typed) => onChange(required || Object.keys(next).length > 0 ? next : undefined, typed)}
      />
    </OptionFrame>
  )
}

interface PartsProps {
  schema: NodeOptionSchema
  value: { readonly [name: string]: unknown }
  pointer: string
  onChange(value: object, typed?: boolean): void
}

function Parts({ schema, value, pointer, onChange }: PartsProps) {
  const parts = Object.entries(schema.properties ?? {}).filter(([, part]) => part.label)
  const checks = parts.filter(([, part]) => part.type === 'boolean')
  const row = ([name, part]: (typeof parts)[number]) => (
    <PartRow
      key={name}
      schema={part}
      required={schema.required?.includes(name) ?? false}
      value={value[name]}
      pointer={`${pointer}/${name}`}
      onChange={(next, typed) => onChange(withoutUndefined({ ...value, [name]: next }), typed)}
    />
  )
  return (
    <div className={classes.parts} data-boxed={parts.length > checks.length || undefined}>
      {parts.filter(([, part]) => part.type !== 'boolean').map(row)}
      {checks.length > 0 ? <div className={classes.checks}>{checks.map(row)}</div> : null}
    </div>
  )
}

/** An option that can have one of several shapes: chosen first, then filled in. */
export function ShapeEditor({ label, schema, required, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(panelTexts)
  const localize = useLocalize()
  const panel = usePanelPlace()
  const model = useDesignModel()
  const id = useId()
  const shapes = shapesOf(schema)
  const shown = value ?? schema.default
  const shape = shapeOf(shapes, shown)
  function choose(chosen: string | null) {
    const next = shapes.find((one) => one.id === chosen)
    if (!next) return onChange(undefined)
    onChange({ ...next.fixed, ...startOf(next, panel, [...model.entities.keys()][0]) })
  }
  return (
    <OptionFrame label={label} hint={schema.hint && localize(schema.hint)} pointer={pointer} id={id}>
      <Select
        aria-labelledby={id}
        allowDeselect={false}
        clearable={!required && schema.default === undefined}
        placeholder={t('choose')}
        data={shapes.map((one) => ({ value: one.id, label: one.label ? localize(one.label) : one.id }))}
        value={shape?.id ?? null}
        onChange={choose}
      />
      {shape && isObject(shown) && Object.values(shape.schema.properties ?? {}).some((part) => part.label) ? (
        <Parts
          schema={shape.schema}
          value={shown}
          pointer={pointer}
          onChange={(next, typed) => onChange({ ...shape.fixed, ...next }, typed)}
        />
      ) : null}
    </OptionFrame>
  )
}
