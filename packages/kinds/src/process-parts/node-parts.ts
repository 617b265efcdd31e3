import { types } from '@mortise/expressions'
import {
  expressionTypeOf,
  type FieldModel,
  type FieldWanted,
  type Filter,
  Key,
  type NodePart,
  type NodePlace,
  StoredExpressionSchema,
} from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { ApproverRule } from '@mortise/process'

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

/** What is wrong where there is no such record. */
export function noneOf(whose: Whose, pointer: string): NodePart {
  return { part: 'problem', pointer, problem: whose === 'item' ? noItem : noRecord }
}

/** What an expression looks at: a table, and what is around it. */
export interface ExpressionTable {
  table: string | null
  outer?: string
  /** What is wrong when there is none. */
  parts: NodePart[]
}

/**
 * What expressions about a record look at: the one of the process has the item around and the lists that were found beside
 * it; the item alone has the record of the process around it.
 */
export function tableOf(whose: Whose, { root, itemEntity }: NodePlace, pointer: string): ExpressionTable {
  const entity = whose === 'item' ? itemEntity : root
  if (!entity) return { table: null, parts: [noneOf(whose, pointer)] }
  return { table: entity.key, parts: [], ...(whose === 'item' && root ? { outer: root.key } : {}) }
}

/** Fields that are given values; the values are computed from `over`. */
export function valueParts(
  values: NodeValues,
  { into, over, fresh, place }: { into: string; over: ExpressionTable; fresh?: boolean; place: NodePlace },
): NodePart[] {
  const { table, outer } = over
  return values.flatMap(({ field: key, value }, position): NodePart[] => {
    const field = place.model.entities.get(into)?.fields.get(key)
    const expected = field && expressionTypeOf(field)
    const set = { part: 'set' as const, pointer: `/values/${position}/field`, entity: into, field: key }
    return [
      fresh ? { ...set, fresh } : set,
      ...(table === null
        ? []
        : [
            {
              part: 'expression' as const,
              pointer: `/values/${position}/value`,
              entity: table,
              stored: value,
              ...(expected ? { expected } : {}),
              ...(outer === undefined ? {} : { outer }),
            },
          ]),
    ]
  })
}

/** A condition over the record of the process alone: what waits for changes of the record knows nothing else. */
export function recordConditionPart(
  stored: NodeValues[number]['value'],
  { entity }: NodePlace,
  pointer = '/condition',
): NodePart[] {
  if (!entity) return [noneOf('record', pointer)]
  return [{ part: 'expression', pointer, entity: entity.key, stored, expected: types.bool }]
}

/** A filter over a table; formulas in it may compare with what there is in the process. */
export function filterPart(
  entity: string,
  filter: Filter,
  { place, pointer }: { place: NodePlace; pointer: string },
): NodePart {
  return { part: 'filter', pointer, entity, filter, ...(place.root ? { outer: place.root.key } : {}) }
}

/** A condition over the record of the process, the item around, and lists that were found. */
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

/** A field of the record of the process, or a path from it: to the item around as well. */
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

/** A field of the record of the process itself, to be written, or asked whether it has changed. */
export function ownFieldPart(path: string, { entity }: NodePlace, pointer: string): NodePart {
  return entity ? { part: 'field', pointer, entity: entity.key, field: path } : noneOf('record', pointer)
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
      ...(rule.by === 'query' ? queryParts(rule, place, at) : []),
      ...(rule.by === 'found' ? foundParts(rule, place, at) : []),
      ...(rule.by === 'formula' ? formulaParts(rule.value, place, `${at}/value`) : []),
    ]
  })
}

function foundParts({ list, field }: Extract<ApproverRule, { by: 'found' }>, place: NodePlace, at: string): NodePart[] {
  const entity = place.lists.find(({ node }) => node === list)?.entity
  return [
    { part: 'list', pointer: `${at}/list`, node: list },
    ...(entity
      ? [{ part: 'field' as const, pointer: `${at}/field`, entity: entity.key, field, wanted: personWanted }]
      : []),
  ]
}

function queryParts(
  { entity, filter, field }: Extract<ApproverRule, { by: 'query' }>,
  place: NodePlace,
  at: string,
): NodePart[] {
  return [
    { part: 'document', pointer: `${at}/entity`, kind: 'entity', key: entity },
    filterPart(entity, filter, { place, pointer: `${at}/filter` }),
    { part: 'field', pointer: `${at}/field`, entity, field, wanted: personWanted },
  ]
}

function formulaParts(stored: NodeValues[number]['value'], place: NodePlace, pointer: string): NodePart[] {
  const { table, parts } = tableOf('record', place, pointer)
  return table === null ? parts : [{ part: 'expression', pointer, entity: table, stored }]
}
