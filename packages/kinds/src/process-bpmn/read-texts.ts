import { checkExpression, type ExpressionJson, type StoredExpression, types } from '@mortise/expressions'
import { analyseFormula } from '@mortise/expressions/text'
import { type AppModel, type EntityModel, type FieldModel, schemaOf } from '@mortise/metadata'
import { type Duration, type DurationUnit, durationUnits } from '@mortise/process'
import { readCondition } from '@mortise/process/bpmn'

/** The tables that texts of a file may speak of. */
export interface TextPlace {
  model: AppModel
  entity: EntityModel | null
}

const duration = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const minutesOf = [525_600, 43_200, 10_080, 1440, 60, 1, 1 / 60]
const unitMinutes: { readonly [Unit in DurationUnit]: number } = { minute: 1, hour: 60, day: 1440, week: 10_080 }

/** A length of time as ISO 8601 writes it; of a cycle, one turn. Null: it is none, or none that can be waited for. */
export function readDuration(text: string): Duration | null {
  const [, ...parts] = duration.exec(text.trim().replace(/^R\d*\//, '')) ?? []
  const minutes = Math.ceil(parts.reduce((sum, part, at) => sum + Number(part ?? 0) * (minutesOf[at] ?? 0), 0))
  const unit = [...durationUnits].reverse().find((one) => minutes % unitMinutes[one] === 0)
  const amount = unit ? minutes / unitMinutes[unit] : 0
  return unit && amount >= 1 && amount <= 100_000 ? { amount, unit } : null
}

const letters: { readonly [Unit in DurationUnit]: readonly [before: string, after: string] } = {
  minute: ['PT', 'M'],
  hour: ['PT', 'H'],
  day: ['P', 'D'],
  week: ['P', 'W'],
}

/** A length of time as ISO 8601 writes it, which knows no working days. */
export function writeDuration({ amount, unit }: Duration): string {
  const [before, after] = letters[unit]
  return `${before}${amount}${after}`
}

/** A condition as a formula over the table; null: it says something that a formula cannot. */
export function readFormula(text: string, { model, entity }: TextPlace): StoredExpression | null {
  if (!entity) return null
  const options = { schema: schemaOf(model), entity: entity.key, expected: types.bool }
  const read = readCondition(text)
  const expr = read.ok ? withFields(read.expr, entity) : null
  if (expr !== null && checkExpression(expr, options).ok) return { v: 1, expr }
  const plain = withoutMarks(text)
  for (const language of ['zh', 'en'] as const) {
    const analysed = analyseFormula(plain, { ...options, language })
    if (analysed.expr !== null && analysed.checked) return { v: 1, expr: analysed.expr }
  }
  return null
}

/** The field that an expression of other engines is: `${dueDate}`. */
export function readField(text: string, entity: EntityModel | null): FieldModel | null {
  return entity ? fieldNamed(withoutMarks(text), entity) : null
}

const withoutMarks = (text: string) => {
  const [, inner] = /^[$#]\{([^{}]*)\}$/.exec(text.trim()) ?? []
  return (inner ?? text.replace(/^\s*=(?!=)/, '')).trim()
}

/** Variables become the fields of these names; null where one of them is none. */
function withFields(expr: ExpressionJson, entity: EntityModel): ExpressionJson | null {
  if (typeof expr !== 'object' || expr === null) return expr
  if (Array.isArray(expr)) {
    const parts = expr.map((part) => (part === null ? part : withFields(part, entity)))
    return parts.some((part, at) => part === null && expr[at] !== null) ? null : (parts as ExpressionJson)
  }
  const [[operator, operand] = []] = Object.entries(expr)
  if (operator === undefined || operand === undefined) return null
  if (operator === 'var') {
    const field = typeof operand === 'string' ? fieldNamed(operand, entity) : null
    return field && { var: field.key }
  }
  const inner = withFields(operand as ExpressionJson, entity)
  return inner === null ? null : ({ [operator]: inner } as ExpressionJson)
}

/** By its key, however the file writes words together, or by its label. */
function fieldNamed(name: string, entity: EntityModel): FieldModel | null {
  const snake = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
  return (
    entity.fields.get(name) ??
    entity.fields.get(snake) ??
    [...entity.fields.values()].find(({ label }) => Object.values(label).includes(name)) ??
    null
  )
}
