import {
  type ExpressionJson,
  type ExpressionType,
  relatedNames,
  type StoredExpression,
  type Value,
  valueToJson,
} from '@mortise/expressions'
import type { Filter } from '../documents/filter.ts'

/** Gives the constant that a field of the record around comes to. */
export type ReadOuter = (path: string) => Promise<ExpressionJson>

/**
 * A filter whose formulas name fields of the record around, `{"outer": "customer"}`, with what these come to in their
 * place: so that it can be asked of the database.
 */
export async function bindOuter(filter: Filter, read: ReadOuter): Promise<Filter> {
  const bind = (inner: Filter) => bindOuter(inner, read)
  if ('formula' in filter) return { formula: await bindFormula(filter.formula, read) }
  if ('and' in filter) return { and: await Promise.all(filter.and.map(bind)) }
  if ('or' in filter) return { or: await Promise.all(filter.or.map(bind)) }
  if ('not' in filter) return { not: await bind(filter.not) }
  if ('any' in filter) return { ...filter, ...(filter.where ? { where: await bind(filter.where) } : {}) }
  if ('none' in filter) return { ...filter, ...(filter.where ? { where: await bind(filter.where) } : {}) }
  return filter
}

async function bindFormula({ expr, blankAs }: StoredExpression, read: ReadOuter): Promise<StoredExpression> {
  return { v: 1, expr: await bindPart(expr, 1, read), ...(blankAs ? { blankAs } : {}) }
}

/** `level`: how far out the record around is from here. */
async function bindPart(part: ExpressionJson, level: number, read: ReadOuter): Promise<ExpressionJson> {
  if (Array.isArray(part)) return await Promise.all(part.map((one) => bindPart(one, level, read)))
  if (typeof part !== 'object' || part === null) return part
  const [[operator, argument] = ['', null]] = Object.entries(part) as [string, ExpressionJson][]
  if (operator === 'outer') {
    const [path, up = 1] = Array.isArray(argument) ? argument : [argument]
    return up === level && typeof path === 'string' ? await read(path) : part
  }
  if (!relatedNames.has(operator) || !Array.isArray(argument))
    return { [operator]: await bindPart(argument, level, read) }
  const [relation = null, ...inner] = argument
  return { [operator]: [relation, ...(await Promise.all(inner.map((one) => bindPart(one, level + 1, read))))] }
}

/** A value as formulas write constants of its type. */
export function literalOf(type: ExpressionType, value: Value): ExpressionJson {
  const given = valueToJson(type, value) as ExpressionJson
  const wrapped = type.kind === 'num' || type.kind === 'date' || type.kind === 'datetime'
  return given === null || !wrapped ? given : ({ [type.kind]: given } as ExpressionJson)
}
