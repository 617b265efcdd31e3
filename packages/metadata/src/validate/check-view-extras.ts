import type { LocalizedText } from '@mortise/core'
import { checkExpression } from '@mortise/expressions'
import { calculatedColumns } from '../contract/view-type.ts'
import { Filter } from '../documents/filter.ts'
import type { CalculatedValue, ViewOptions } from '../documents/view.ts'
import type { EntityModel } from '../model/app-model.ts'
import { calculatedField } from '../model/calculated-field.ts'
import { schemaOf } from '../model/expression-schema.ts'
import type { AppIndex, Report } from './app-index.ts'
import { isResultType } from './check-computed.ts'
import { checkDuplicateNames } from './check-duplicates.ts'
import { checkFilter } from './check-filter.ts'
import { checkPath } from './check-reference.ts'
import { checkShape } from './check-shape.ts'
import { pointerTo } from './json-pointer.ts'
import { reportExpression } from './report-expression.ts'

interface Place {
  index: AppIndex
  pointer: string
  report: Report
}

/** What a calculated column may give: values that a list can show and sort without reading anything else. */
export const calculatedKinds: ReadonlySet<string> = new Set(['num', 'text', 'bool', 'date', 'datetime', 'enum'])

const words = {
  keyTaken: {
    zh: '计算列的标识不能与字段相同。',
    en: 'A calculated column cannot have the key of a field.',
  },
  result: {
    zh: '计算列的结果只能是数字、文本、是否、日期、时间或单选。',
    en: 'A calculated column gives a figure, a text, yes or no, a date, a time or a choice.',
  },
  script: {
    zh: '计算列只能用数据库能计算的函数。',
    en: 'A calculated column can use only functions that the database computes.',
  },
  summary: { zh: '计算列不能汇总。', en: 'A calculated column has no figure at the bottom.' },
} satisfies Record<string, LocalizedText>

/** Checks the columns of a view that are computed for it. */
export function checkCalculatedColumns(entity: EntityModel, { columns = [] }: ViewOptions, place: Place): void {
  columns.forEach(({ field, formula, summary }, position) => {
    if (!formula) return
    const pointer = pointerTo(place.pointer, 'columns', position)
    const refuse = (problem: LocalizedText, at: string) =>
      place.report('VIEW_OPTION_CHECK', `${pointer}${at}`, { problem })
    if (entity.fields.has(field) || field.includes('.')) refuse(words.keyTaken, '/field')
    if (summary !== undefined) refuse(words.summary, '/summary')
    checkFormula(entity, { key: field, formula }, { ...place, pointer: `${pointer}/formula` }, refuse)
  })
}

function checkFormula(
  entity: EntityModel,
  { key, formula }: { key: string; formula: CalculatedValue },
  { index, pointer, report }: Place,
  refuse: (problem: LocalizedText, at: string) => void,
): void {
  const { fieldTypes, model } = index
  const field = calculatedField(key, formula, { model, entity: entity.key, fieldTypes })
  const expected = field && isResultType(field.kind) ? field.kind.expression?.(field) : null
  if (!expected || !calculatedKinds.has(expected.kind)) {
    refuse(words.result, '/formula/result')
    return
  }
  const { expr, blankAs } = formula.expression
  const checked = checkExpression(expr, { schema: schemaOf(model), entity: entity.key, expected, blankAs })
  const problems = checked.ok ? checked.warnings : checked.problems
  reportExpression(problems, report, (at) => `${pointer}/expression/expr${at}`)
  if (checked.ok && checked.class === 'js') refuse(words.script, '/formula/expression')
}

/** Checks the rules that give records a colour. */
export function checkColours(entity: EntityModel, options: ViewOptions, { index, pointer, report }: Place): void {
  const { colours = [] } = options
  const calculated = calculatedColumns(options)
  const keys = colours.map(({ key }) => key)
  checkDuplicateNames(keys, pointerTo(pointer, 'colours'), report)
  colours.forEach(({ when, field }, position) => {
    const at = pointerTo(pointer, 'colours', position)
    const problems = checkShape(Filter, when, `${at}/when`, index.fitting)
    for (const problem of problems) report(problem.code, problem.pointer, problem.params)
    if (problems.length === 0) checkFilter(entity, when, { index, report, pointer: `${at}/when` })
    if (field !== undefined && !calculated.has(field))
      checkPath(entity, field, { index, report, pointer: `${at}/field` })
  })
}
