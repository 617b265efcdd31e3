import type { RecordInput } from '@mortise/data'
import type { SaveOptions } from '@mortise/data/server'
import { type ExpressionJson, type StoredExpression, valueToJson } from '@mortise/expressions'
import { type EntityModel, shownField, valueOfField } from '@mortise/metadata'
import type { Question, RecordRef } from '../process-services.ts'
import { nodeErrors } from './node-errors.ts'
import type { NodeValues, Whose } from './node-parts.ts'

/** Nodes write and go on: what became of the record is read by whoever needs it. */
export const onlyId: SaveOptions = { select: ['id'] }

/** The record that a node is about; an incident at the node when there is none. */
export function recordOf({ instance, node }: Question, whose: Whose = 'record'): RecordRef {
  if (whose === 'item') {
    const { entity, id } = (instance.item?.value ?? {}) as Partial<RecordRef>
    if (typeof entity === 'string' && typeof id === 'string') return { entity, id }
  } else if (instance.entity !== null && instance.recordId !== null) {
    return { entity: instance.entity, id: instance.recordId }
  }
  throw nodeErrors.NODE_WITHOUT_RECORD({ node: node.key })
}

/** What values of a node are computed from; undefined stands for the record of the process. */
export function overOf(question: Question, whose: Whose = 'record'): RecordRef | undefined {
  return whose === 'item' ? recordOf(question, whose) : undefined
}

/** Whether a condition holds for the record of the process. */
export async function holds(question: Question, condition: StoredExpression): Promise<boolean> {
  const { value } = await question.services.evaluate(condition)
  return value === true
}

/** What the values of a node come to, as fields hold them. */
export async function computeValues(
  { services }: Question,
  values: NodeValues,
  { into, over }: { into: EntityModel; over?: RecordRef | undefined },
): Promise<RecordInput> {
  const input: Record<string, unknown> = {}
  for (const { field: key, value: stored } of values) {
    const field = into.fields.get(key)
    if (!field) throw nodeErrors.NODE_FIELD_GONE({ field: key })
    const { type, value } = await services.evaluate(stored, over)
    input[key] = valueOfField(value, type, shownField(field))
  }
  return input as RecordInput
}

/** The values at the end of a path, as texts: ids of people, keys, moments. */
export async function textsAt(question: Question, path: string, record?: RecordRef): Promise<string[]> {
  return await textsOf(question, { v: 1, expr: { var: path } as ExpressionJson }, record)
}

export async function textsOf({ services }: Question, stored: StoredExpression, record?: RecordRef): Promise<string[]> {
  const { type, value } = await services.evaluate(stored, record)
  const given = valueToJson(type, value)
  const all = Array.isArray(given) ? given : [given]
  return all.flatMap((one) => (typeof one === 'string' && one !== '' ? [one] : []))
}
