import type { Registry } from '@mortise/core'
import type { FieldType } from '../contract/field-type.ts'
import type { FieldDocument } from '../documents/entity.ts'
import type { ComputedModel, FieldModel, OptionSetModel } from './app-model.ts'
import { fillDefaults } from './fill-defaults.ts'
import type { ReportProblem } from './model-problem.ts'

export interface FieldContext {
  entity: string
  system: boolean
  pointer: string
  fieldTypes: Registry<FieldType>
  optionSets: ReadonlyMap<string, OptionSetModel>
  report: ReportProblem
}

/** One field, resolved except for its look-up and its expression, which need all tables. Null when its type is not known. */
export function compileField(document: FieldDocument, context: FieldContext): FieldModel | null {
  const { entity, fieldTypes, report, pointer } = context
  if (!fieldTypes.has(document.type)) {
    report({ document: `entity/${entity}`, pointer: `${pointer}/type`, what: 'field type', name: document.type })
    return null
  }
  const kind = fieldTypes.get(document.type)
  const options = withDefaults(kind, document.options)
  const computed = computedOf(kind, options, document, context)
  if (kind.computed && !computed) return null
  return {
    key: document.key,
    entity,
    type: document.type,
    kind,
    label: document.label,
    options,
    document,
    required: document.required === true,
    system: context.system,
    target: referenceOf(kind, options, 'entity'),
    optionSet: optionSetOf(kind, options, context),
    lookup: null,
    computed,
  }
}

/** What a computed field computes and behaves like; its expression needs all tables and is checked later. */
function computedOf(
  kind: FieldType,
  options: Record<string, unknown>,
  document: FieldDocument,
  context: FieldContext,
): ComputedModel | null {
  const source = kind.computed?.(options as never)
  if (!source) return null
  const { key, label } = document
  const result = compileField({ key, label, ...source.result }, context)
  return result && { source, result, checked: null, problems: [], stored: false }
}

/** The document that a field's options name: the target table of a relation, the option set of a select. */
export function referenceOf(
  kind: FieldType,
  options: Readonly<Record<string, unknown>>,
  wanted: 'entity' | 'option_set',
): string | null {
  for (const [option, referenced] of Object.entries(kind.references ?? {})) {
    const value = options[option]
    if (referenced === wanted && typeof value === 'string') return value
  }
  return null
}

function withDefaults(kind: FieldType, options: Record<string, unknown> = {}): Record<string, unknown> {
  return fillDefaults(kind.options, options) as Record<string, unknown>
}

function optionSetOf(
  kind: FieldType,
  options: Record<string, unknown>,
  { entity, pointer, optionSets, report }: FieldContext,
): OptionSetModel | null {
  const key = referenceOf(kind, options, 'option_set')
  if (key === null) return null
  const found = optionSets.get(key) ?? null
  if (!found) report({ document: `entity/${entity}`, pointer: `${pointer}/options`, what: 'option set', name: key })
  return found
}
