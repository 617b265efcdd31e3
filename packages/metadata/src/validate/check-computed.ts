import type { Registry } from '@mortise/core'
import type { FieldType } from '../contract/field-type.ts'
import type { FieldDocument } from '../documents/entity.ts'
import type { ComputedModel, FieldModel } from '../model/app-model.ts'
import { computedGraphOf } from '../model/computed-graph.ts'
import { schemaOf } from '../model/expression-schema.ts'
import { checkOptionsOf } from '../model/resolve-computed.ts'
import { type AppIndex, type Report, typeLabel } from './app-index.ts'
import { checkShape } from './check-shape.ts'
import { problemInWords } from './check-value.ts'
import { checkText, withOffsets } from './formula-text.ts'
import { pointerTo } from './json-pointer.ts'
import { reportExpression } from './report-expression.ts'
import { suggestionFor } from './suggestion-for.ts'

/** Whether values of such a field can be computed: kept in a column, and not by a rule of their own. */
export function isResultType(kind: FieldType): boolean {
  const plain = kind.relation === undefined && kind.lookupOption === undefined && kind.computed === undefined
  return plain && kind.expression !== undefined && kind.group !== 'file' && kind.writable !== false && !kind.internal
}

/** Checks the type that a computed field behaves like; false when nothing can be compiled of it. */
export function checkResultType(
  field: FieldDocument,
  kind: FieldType,
  { fieldTypes, pointer, report }: { fieldTypes: Registry<FieldType>; pointer: string; report: Report },
): boolean {
  const source = kind.computed?.((field.options ?? {}) as never)
  if (!source) return true
  const { type, options = {} } = source.result
  const at = pointerTo(pointer, 'options', 'result')
  const result = fieldTypes.has(type) ? fieldTypes.get(type) : null
  if (!result || !isResultType(result)) {
    const known = fieldTypes.all().filter(isResultType)
    const suggestion = suggestionFor(
      type,
      known.map((one) => one.type),
    )
    report('COMPUTED_RESULT_TYPE', pointerTo(at, 'type'), { name: type, suggestion })
    return false
  }
  const problems = checkShape(result.options, options, pointerTo(at, 'options'))
  for (const problem of problems) report(problem.code, problem.pointer, problem.params)
  return problems.length === 0
}

interface Place {
  index: AppIndex
  pointer: string
  report: Report
}

/** Checks what a computed field computes, and what it asks of its column. */
export function checkComputed(field: FieldModel, { index, pointer, report }: Place): void {
  const { computed } = field
  if (!computed) return
  const { source, result } = computed
  const at = pointerTo(pointer, 'options')
  checkOptionSet(computed, { index, pointer: at, report })
  const options = checkOptionsOf(field, computed, schemaOf(index.model))
  const problems = computed.checked ? computed.checked.warnings : computed.problems
  reportExpression(withOffsets(problems, source, options), report, (path) => `${at}${source.pointerOf(path)}`)
  if (computed.checked) checkText(source, options, { report, pointer: at })
  if (computed.checked?.class === 'js') checkReach(field, computed, { index, pointer: at, report })
  for (const problem of result.kind.check?.(result) ?? []) {
    report('FIELD_OPTION_CHECK', pointerTo(at, 'result', 'options'), {
      problem: problemInWords(problem),
      code: problem.code,
    })
  }
  if (!computed.checked || computed.stored) return
  for (const flag of ['unique', 'indexed', 'searchable'] as const) {
    if (field.document[flag]) report('COMPUTED_NOT_KEPT', `${pointer}/${flag}`, { name: flag })
  }
}

/** Fields that need each other are refused, with the way round in words, once for each circle. */
export function checkComputedCircles(index: AppIndex, report: (field: FieldModel) => Report): void {
  for (const circle of computedGraphOf(index.model).circles) {
    const [first] = circle
    if (!first) continue
    const named = circle.map((field) => ({
      zh: `${index.model.entities.get(field.entity)?.label.zh}.${field.label.zh}`,
      en: `${index.model.entities.get(field.entity)?.label.en}.${field.label.en}`,
    }))
    const path = { zh: named.map(({ zh }) => zh).join(' → '), en: named.map(({ en }) => en).join(' → ') }
    const position = index.entityDocuments.get(first.entity)?.fields.findIndex(({ key }) => key === first.key) ?? 0
    report(first)('COMPUTED_CIRCLE', pointerTo('/fields', position, 'options'), { path })
  }
}

function checkOptionSet({ result }: ComputedModel, { index, pointer, report }: Place): void {
  for (const [option, kind] of Object.entries(result.kind.references ?? {})) {
    const key = result.options[option]
    if (typeof key !== 'string' || index.stateOf(kind, key) === 'live') continue
    const what = { zh: '选项集', en: 'option set' }
    const params = { what, name: key, suggestion: suggestionFor(key, index.known(kind)) }
    report('REFERENCE_UNKNOWN', pointerTo(pointer, 'result', 'options', option), params)
  }
}

/** What only JavaScript can compute is computed with the record itself, and so from nothing but its own fields. */
function checkReach(field: FieldModel, computed: ComputedModel, { index, pointer, report }: Place): void {
  const node = computedGraphOf(index.model).nodeOf(field)
  if (computed.stored && node?.local && !computed.checked?.uses.has('calendar')) return
  report('COMPUTED_OWN_FIELDS', pointer, { type: typeLabel(field) })
}
