import { types } from '@mortise/expressions'
import {
  expressionTypeOf,
  type FieldModel,
  type FieldWanted,
  Key,
  type NodePart,
  type NodePlace,
  StoredExpressionSchema,
} from '@mortise/metadata'
import type { ApproverRule } from '@mortise/process'
import { Type } from 'typebox'

/** Which record a node is about: the one of the process, or the item of the repetition around. */
export const recordChoices = {
  record: { zh: '流程的记录', en: 'The record of the process' },
  item: { zh: '循环的当前项', en: 'The item of the repetition' },
}
export const Whose = Type.Enum(['record', 'item'], { default: 'record' })
export type Whose = Type.Static<typeof Whose>

export const NodeValues = Type.Array(
  Type.Object({ field: Key, value: StoredExpressionSchema }, { additionalProperties: false }),
  { minItems: 1, maxItems: 50 },
)
export type NodeValues = Type.Static<typeof NodeValues>

const noRecord = {
  zh: '这里要用到记录，但流程没有选择数据表。',
  en: 'This is about a record, but the process is of no table.',
}
const noItem = {
  zh: '只有循环处理记录时，里面的节点才有「当前项」。',
  en: 'There is an item only inside of a repetition over records.',
}

/** The table of a record, or what is wrong when there is none. */
export function tableOf(whose: Whose, place: NodePlace, pointer: string): { table: string | null; parts: NodePart[] } {
  const entity = whose === 'item' ? place.itemEntity : place.entity
  if (entity) return { table: entity.key, parts: [] }
  return { table: null, parts: [{ part: 'problem', pointer, problem: whose === 'item' ? noItem : noRecord }] }
}

/** Fields that are given values; the values are computed from the record `over`. */
export function valueParts(
  values: NodeValues,
  { into, over, fresh, place }: { into: string; over: string | null; fresh?: boolean; place: NodePlace },
): NodePart[] {
  return values.flatMap(({ field: key, value }, position): NodePart[] => {
    const field = place.model.entities.get(into)?.fields.get(key)
    const expected = field && expressionTypeOf(field)
    const set = { part: 'set' as const, pointer: `/values/${position}/field`, entity: into, field: key }
    return [
      fresh ? { ...set, fresh } : set,
      ...(over === null
        ? []
        : [
            {
              part: 'expression' as const,
              pointer: `/values/${position}/value`,
              entity: over,
              stored: value,
              ...(expected ? { expected } : {}),
            },
          ]),
    ]
  })
}

/** A condition over the record of the process. */
export function conditionPart(
  stored: NodeValues[number]['value'] | undefined,
  place: NodePlace,
  pointer = '/condition',
): NodePart[] {
  if (!stored) return []
  const { table, parts } = tableOf('record', place, pointer)
  return table === null ? parts : [{ part: 'expression', pointer, entity: table, stored, expected: types.bool }]
}

export const personWanted: FieldWanted = {
  accepts: (field: FieldModel) => field.kind.group === 'people' && field.type !== 'department',
  words: { zh: '人员字段', en: 'a person' },
}

export const momentWanted: FieldWanted = {
  accepts: (field: FieldModel) => field.kind.group === 'date',
  words: { zh: '日期或时间字段', en: 'a date or a time' },
}

/** A field of the record of the process, or a path from it. */
export function fieldPart(
  path: string,
  place: NodePlace,
  { pointer, wanted }: { pointer: string; wanted?: FieldWanted },
): NodePart[] {
  const { table, parts } = tableOf('record', place, pointer)
  return table === null
    ? parts
    : [{ part: 'field', pointer, entity: table, field: path, ...(wanted ? { wanted } : {}) }]
}

/** What the rules by which people are found name. */
export function approverParts(rules: readonly ApproverRule[], place: NodePlace, pointer = '/approvers'): NodePart[] {
  return rules.flatMap((rule, position): NodePart[] => {
    const at = `${pointer}/${position}`
    const person = (path: string, inner: string) =>
      fieldPart(path, place, { pointer: `${at}${inner}`, wanted: personWanted })
    const role = (key: string, inner: string): NodePart => ({
      part: 'document',
      pointer: `${at}${inner}`,
      kind: 'role',
      key,
    })
    return [
      ...('roles' in rule ? rule.roles.map((key, index) => role(key, `/roles/${index}`)) : []),
      ...('among' in rule ? (rule.among?.roles ?? []).map((key, index) => role(key, `/among/roles/${index}`)) : []),
      ...('untilRole' in rule && rule.untilRole !== undefined ? [role(rule.untilRole, '/untilRole')] : []),
      ...('of' in rule && rule.of ? person(rule.of.field, '/of/field') : []),
      ...(rule.by === 'field' ? person(rule.field, '/field') : []),
      ...(rule.by === 'query' ? queryParts(rule, at) : []),
      ...(rule.by === 'formula' ? formulaParts(rule.value, place, `${at}/value`) : []),
    ]
  })
}

function queryParts({ entity, filter, field }: Extract<ApproverRule, { by: 'query' }>, at: string): NodePart[] {
  return [
    { part: 'document', pointer: `${at}/entity`, kind: 'entity', key: entity },
    { part: 'filter', pointer: `${at}/filter`, entity, filter },
    { part: 'field', pointer: `${at}/field`, entity, field, wanted: personWanted },
  ]
}

function formulaParts(stored: NodeValues[number]['value'], place: NodePlace, pointer: string): NodePart[] {
  const { table, parts } = tableOf('record', place, pointer)
  return table === null ? parts : [{ part: 'expression', pointer, entity: table, stored }]
}
