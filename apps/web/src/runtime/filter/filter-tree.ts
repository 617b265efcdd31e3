import type { StoredExpression } from '@mortise/expressions'
import type { Filter, FilterCondition, FilterOperator, FilterValue } from '@mortise/metadata'

/** How the parts of a group come together: all, any, or none of them. */
export type GroupMode = 'and' | 'or' | 'none'

/** A filter while it is being built: every part has an identity, and parts may be incomplete. */
export type FilterNode = GroupNode | ConditionNode | RelatedNode | FormulaNode

export interface GroupNode {
  id: number
  type: 'group'
  mode: GroupMode
  children: FilterNode[]
}

export interface ConditionNode {
  id: number
  type: 'condition'
  field: string
  op: FilterOperator
  value: FilterCondition['value']
}

/** Records of another table that belong to this one: some of them, or none, fulfil `where`. */
export interface RelatedNode {
  id: number
  type: 'related'
  relation: string
  mode: 'any' | 'none'
  where: GroupNode
}

/** A condition that is written as a formula; null while nothing is. */
export interface FormulaNode {
  id: number
  type: 'formula'
  formula: StoredExpression | null
}

let lastId = 0

export function newCondition(field: string, op: FilterOperator): ConditionNode {
  return { id: ++lastId, type: 'condition', field, op, value: undefined }
}

export function newGroup(mode: GroupMode, children: FilterNode[] = []): GroupNode {
  return { id: ++lastId, type: 'group', mode, children }
}

export function newRelated(relation: string): RelatedNode {
  return { id: ++lastId, type: 'related', relation, mode: 'any', where: newGroup('and') }
}

export function newFormula(formula: StoredExpression | null = null): FormulaNode {
  return { id: ++lastId, type: 'formula', formula }
}

/** The tree of a stored filter; its root is always a group. */
export function toTree(filter: Filter | undefined): GroupNode {
  if (!filter) return newGroup('and')
  const node = read(filter)
  return node.type === 'group' ? node : newGroup('and', [node])
}

/** The filter of a tree without its incomplete parts; undefined when nothing is left. */
export function toFilter(node: FilterNode): Filter | undefined {
  return writers[node.type](node as never)
}

/** Replaces one part, or takes it out when given null. */
export function replaceNode(root: GroupNode, id: number, next: FilterNode | null): GroupNode {
  const children = root.children.flatMap((child): FilterNode[] => {
    if (child.id === id) return next ? [next] : []
    if (child.type === 'group') return [replaceNode(child, id, next)]
    if (child.type === 'related') return [{ ...child, where: replaceRoot(child.where, id, next) }]
    return [child]
  })
  return { ...root, children }
}

/** How many complete conditions a filter has, for the badge. */
export function countConditions(filter: Filter | undefined): number {
  if (!filter) return 0
  if ('and' in filter) return filter.and.reduce((sum, part) => sum + countConditions(part), 0)
  if ('or' in filter) return filter.or.reduce((sum, part) => sum + countConditions(part), 0)
  if ('not' in filter) return countConditions(filter.not)
  return 1
}

export const operatorsWithoutValue: ReadonlySet<FilterOperator> = new Set(['blank', 'not_blank'])
export const operatorsWithList: ReadonlySet<FilterOperator> = new Set([
  'in',
  'not_in',
  'has_any',
  'has_all',
  'has_none',
])

/** Whether a condition says enough to be asked. */
export function isComplete({ op, value }: Pick<ConditionNode, 'op' | 'value'>): boolean {
  if (operatorsWithoutValue.has(op)) return true
  if (op === 'between') return Array.isArray(value) && value.length === 2 && value.every(isGiven)
  if (operatorsWithList.has(op)) return Array.isArray(value) && value.some(isGiven)
  return isGiven(value)
}

/** Whether a part waits to be filled in; as a filter it would be left out. */
export function isUnfinished(node: FilterNode): boolean {
  return unfinished[node.type](node as never)
}

const unfinished: { [Type in FilterNode['type']]: (node: Extract<FilterNode, { type: Type }>) => boolean } = {
  condition: (node) => !isComplete(node),
  group: ({ children }) => children.some(isUnfinished),
  formula: ({ formula }) => formula === null,
  related: ({ where }) => isUnfinished(where),
}

function replaceRoot(group: GroupNode, id: number, next: FilterNode | null): GroupNode {
  if (group.id !== id) return replaceNode(group, id, next)
  return next?.type === 'group' ? next : group
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

function read(filter: Filter): FilterNode {
  if ('formula' in filter) return newFormula(filter.formula)
  if ('field' in filter) {
    return { id: ++lastId, type: 'condition', field: filter.field, op: filter.op, value: filter.value }
  }
  if ('and' in filter) return newGroup('and', filter.and.map(read))
  if ('or' in filter) return newGroup('or', filter.or.map(read))
  if ('not' in filter) return newGroup('none', 'or' in filter.not ? filter.not.or.map(read) : [read(filter.not)])
  const mode = 'any' in filter ? 'any' : 'none'
  const relation = 'any' in filter ? filter.any : filter.none
  return { id: ++lastId, type: 'related', relation, mode, where: toTree(filter.where) }
}

const writers: { [Type in FilterNode['type']]: (node: Extract<FilterNode, { type: Type }>) => Filter | undefined } = {
  condition({ field, op, value }) {
    if (!isComplete({ op, value })) return undefined
    if (operatorsWithoutValue.has(op)) return { field, op }
    return { field, op, value: operatorsWithList.has(op) ? (value as FilterValue[]).filter(isGiven) : value }
  },
  group({ mode, children }) {
    const parts = children.map(toFilter).filter((part) => part !== undefined)
    if (parts.length === 0) return undefined
    const [only] = parts
    if (mode === 'none') return { not: { or: parts } }
    if (parts.length === 1 && only) return only
    return mode === 'and' ? { and: parts } : { or: parts }
  },
  formula: ({ formula }) => (formula ? { formula } : undefined),
  related({ relation, mode, where }) {
    const filter = toFilter(where)
    const inner = filter ? { where: filter } : {}
    return mode === 'any' ? { any: relation, ...inner } : { none: relation, ...inner }
  },
}
