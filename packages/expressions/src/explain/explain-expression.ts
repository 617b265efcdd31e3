import { compileClosure } from '../evaluate/compile-closure.ts'
import { valueToJson } from '../evaluate/read-field.ts'
import { childNodes } from '../model/child-nodes.ts'
import type { ExpressionType } from '../model/expression-type.ts'
import type { AggregateNode, CallNode, LookupNode, TypedNode } from '../model/typed-node.ts'
import type { Scope, Values } from '../model/value.ts'

/** How a value came about: each part of an expression with its value. */
export interface Explanation {
  /** JSON pointer to the part in the stored form. */
  at: string
  type: ExpressionType
  /** As the API gives values of that type; blank is null. */
  value: unknown
  children: readonly Explanation[]
  /** Of aggregates and look-ups: what they looked at. */
  items?: ExplainedItems
}

export interface ExplainedItems {
  /** The table of the items. */
  entity: string
  /** How many there are, and how many of them met the condition. */
  total: number
  counted: number
  /** The first ones; not inside the items of another aggregate. */
  shown: readonly ExplainedItem[]
}

export interface ExplainedItem {
  id: string | null
  /** Whether it met the condition. */
  counted: boolean
  /** The value, the condition and the order, as far as there are. */
  parts: readonly Explanation[]
}

/** How many items of a list are shown. */
export const explainedItems = 20

/**
 * Evaluates every part of an expression for one record. Branches that are not taken have values, too: nothing in an
 * expression fails or has effects.
 */
export function explainExpression(root: TypedNode, scope: Scope): Explanation {
  return explain(root, { scope, inside: false })
}

interface Place {
  scope: Scope
  /** Among the items of a list, where further lists are only counted. */
  inside: boolean
}

function explain(node: TypedNode, place: Place): Explanation {
  const { at, type } = node
  const value = valueToJson(type, compileClosure(node)(place.scope))
  const explanation: Explanation = { at, type, value, children: [] }
  return { ...explanation, ...details[node.node](node as never, place) }
}

type Details = Pick<Explanation, 'children' | 'items'> | null

const none = () => null

const details: { [Kind in TypedNode['node']]: (node: Extract<TypedNode, { node: Kind }>, place: Place) => Details } = {
  literal: none,
  field: none,
  context: none,
  old: none,
  changed: none,
  call: explainCall,
  aggregate: explainAggregate,
  lookup: explainLookup,
}

function explainCall(node: CallNode, place: Place): Details {
  // Nobody wrote it: the checker put it around a field that counts as 0 when it is blank.
  const hidden = node.args.length > 0 && node.args.every(({ at }) => at === node.at)
  return hidden ? null : { children: node.args.map((arg) => explain(arg, place)) }
}

function explainAggregate(node: AggregateNode, { scope, inside }: Place): Details {
  const owner = ownerOf(node, scope)
  const records = owner && scope.related ? scope.related.many(owner, node.entity.key, node.relation.key) : []
  const filter = node.filter && compileClosure(node.filter)
  const items = records.map((record) => {
    const item: Scope = { ...scope, record, outer: scope }
    return { item, counted: !filter || filter(item) === true }
  })
  const shown = inside ? [] : items.slice(0, explainedItems)
  return {
    children: [],
    items: {
      entity: node.relation.entity,
      total: items.length,
      counted: items.filter(({ counted }) => counted).length,
      shown: shown.map(({ item, counted }) => explainItem(node, item, counted)),
    },
  }
}

/** The record over whose items it goes: the one at hand, or one that to-one relations lead to. */
function ownerOf({ steps }: AggregateNode, { record, related }: Scope): Values | null {
  let owner: Values | null = record
  for (const { entity, field } of steps) owner = owner && related ? related.one(owner, entity.key, field.key) : null
  return owner
}

function explainItem(node: AggregateNode | LookupNode, scope: Scope, counted: boolean): ExplainedItem {
  const { id } = scope.record
  const parts = childNodes(node).map((part) => explain(part, { scope, inside: true }))
  return { id: typeof id === 'string' ? id : null, counted, parts }
}

/** Only the record that was found: the others may be a million. */
function explainLookup(node: LookupNode, { scope, inside }: Place): Details {
  const match = compileClosure(node.match)
  const records = scope.related?.all(node.entity.key) ?? []
  const scopeOf = (record: Values): Scope => ({ ...scope, record, outer: scope })
  const found = records.find((record) => match(scopeOf(record)) === true)
  const shown = found && !inside ? [explainItem(node, scopeOf(found), true)] : []
  return { children: [], items: { entity: node.entity.key, total: records.length, counted: found ? 1 : 0, shown } }
}
