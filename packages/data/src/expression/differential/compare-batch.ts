import {
  type CheckedExpression,
  checkExpression,
  compileClosure,
  type EvaluationContext,
  type ExpressionJson,
  type ExpressionType,
  parseDecimal,
  type RelatedRecords,
  type Value,
} from '@mortise/expressions'
import { type SampleRecords, sampleSchema } from '@mortise/expressions/testing'
import type { SampleDatabase } from './sample-database.ts'

/** An expression that passed the checker. */
export interface Candidate {
  expr: ExpressionJson
  checked: CheckedExpression
}

/** What expressions are computed over. */
export interface Ground {
  records: SampleRecords
  related: RelatedRecords
  context: EvaluationContext
}

/** One value on which JavaScript and a database do not agree. */
export interface Difference {
  database: string
  how: 'select' | 'where' | 'where not'
  candidate: Candidate
  order: string
  javascript: string
  sql: string
}

/** Checks an expression over orders; null when it is refused. */
export function candidateOf(
  expr: ExpressionJson,
  options: { expected?: ExpressionType; blankAs: 'zero' | 'blank' },
): Candidate | null {
  const checked = checkExpression(expr, { schema: sampleSchema, entity: 'order', allowChanges: true, ...options })
  return checked.ok ? { expr, checked } : null
}

/** The values in JavaScript: by candidate, then by order. */
export function evaluateAll(candidates: readonly Candidate[], { records, related, context }: Ground): Value[][] {
  const scopes = records.order.map((record, index) => {
    return { record, outer: null, context: { ...context, old: records.before[index] }, related }
  })
  return candidates.map(({ checked }) => {
    const closure = compileClosure(checked.root)
    return scopes.map(closure)
  })
}

/** Every difference of a batch of expressions in one database, as values and as conditions. */
export async function compareBatch(
  database: SampleDatabase,
  candidates: readonly Candidate[],
  expected: readonly Value[][],
  ground: Ground,
  inline = false,
): Promise<Difference[]> {
  const rows = await database.values(
    candidates.map(({ checked }) => checked.root),
    ground.context,
    inline,
  )
  const differences: Difference[] = []
  const note = (difference: Omit<Difference, 'database'>) =>
    differences.push({ database: database.name, ...difference })
  for (const [index, candidate] of candidates.entries()) {
    for (const [position, { id }] of ground.records.order.entries()) {
      const javascript = shownValue(expected[index]?.[position])
      const found = shownValue(readValue(candidate.checked.type, rows.get(String(id))?.[index]))
      if (javascript === found) continue
      note({ how: 'select', candidate, order: String(id), javascript, sql: found })
    }
  }
  const conditions = candidates.flatMap((candidate, index) =>
    candidate.checked.type.kind === 'bool' ? [{ candidate, values: expected[index] ?? [] }] : [],
  )
  if (conditions.length === 0) return differences
  const roots = conditions.map(({ candidate }) => candidate.checked.root)
  for (const how of ['where', 'where not'] as const) {
    const sets = await database.matches(roots, ground.context, how === 'where not')
    for (const [index, { candidate, values }] of conditions.entries()) {
      for (const [position, { id }] of ground.records.order.entries()) {
        const holds = (values[position] === true) === (how === 'where')
        if (holds === (sets[index]?.has(String(id)) ?? false)) continue
        note({ how, candidate, order: String(id), javascript: String(holds), sql: String(!holds) })
      }
    }
  }
  return differences
}

/** A value as the drivers give it, as closures do. */
export function readValue(type: ExpressionType, value: unknown): Value {
  if (type.kind === 'num') return value === null ? null : parseDecimal(value)
  return value as Value
}

function shownValue(value: Value | undefined): string {
  if (value === undefined) return 'nothing'
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part))
}
