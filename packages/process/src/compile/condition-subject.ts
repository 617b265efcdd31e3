import type { ExpressionJson } from '@mortise/expressions'
import { type AppModel, type EntityModel, type FieldModel, resolvePath, shownField } from '@mortise/metadata'
import type { DomainFact } from '../check/process-facts.ts'

/** The table whose records conditions look at. */
export interface ConditionPlace {
  model: AppModel
  entity: EntityModel
}

/** A number that conditions compare: a field, by its path, or an expression, by what is stored of it. */
export interface Subject {
  key: string
  /** What counts instead of an empty value. */
  instead: number | null
  domain: DomainFact
}

/** Something that is compared with a number, and so is one. */
export function subjectAt(expr: ExpressionJson, place: ConditionPlace): Subject | null {
  const [name, args] = callOf(expr)
  if (name === 'coalesce' && args.length === 2 && typeof args[1] === 'number') {
    const inner = subjectAt(args[0] ?? null, place)
    return inner?.instead === null ? { ...inner, instead: args[1] } : null
  }
  if (name === undefined) return null
  if (name !== 'var') return { key: JSON.stringify(expr), instead: null, domain: { number: {} } }
  const field = fieldAt(expr, place)
  const key = pathOf(expr)
  if (!field || key === null || field.kind.group !== 'number') return null
  return { key, instead: null, domain: { number: limitsOf(field) } }
}

/** Whether what is compared is an expression, not a field. */
export const isExpression = (key: string): boolean => key.startsWith('{')

function limitsOf({ kind, options, computed }: FieldModel) {
  const { min, max } = options
  const limit = (value: unknown) => (typeof value === 'number' && !computed ? value : undefined)
  const [low, high] = [limit(min), limit(max)]
  return {
    ...(kind.places?.(options as never) === 0 && { whole: true }),
    ...(low !== undefined && { min: low }),
    ...(high !== undefined && { max: high }),
  }
}

/** The operator of an expression and what it is applied to. */
export function callOf(expr: ExpressionJson): [name: string | undefined, args: readonly ExpressionJson[]] {
  if (typeof expr !== 'object' || expr === null || Array.isArray(expr)) return [undefined, []]
  const [entry] = Object.entries(expr as { readonly [name: string]: unknown })
  return [entry?.[0], (Array.isArray(entry?.[1]) ? entry[1] : [entry?.[1]]) as ExpressionJson[]]
}

/** The path of a field, where an expression is one. */
export function pathOf(expr: ExpressionJson): string | null {
  const [name, [path]] = callOf(expr)
  return name === 'var' && typeof path === 'string' ? path : null
}

/** The field whose values an expression is, where it is no more than a field. */
export function fieldAt(expr: ExpressionJson, { model, entity }: ConditionPlace): FieldModel | null {
  const path = pathOf(expr)
  const found = path === null ? null : resolvePath(model, entity, path)
  return found ? shownField(found.field) : null
}
