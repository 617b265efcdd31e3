import {
  type ExpressionJson,
  type ExpressionType,
  type Scope,
  type StoredExpression,
  type TypedNode,
  type Value,
  valueToJson,
} from '@mortise/expressions'
import { closureOf, type RulePart } from '@mortise/metadata'

type OuterNode = Extract<TypedNode, { node: 'field' }>

/**
 * A condition over records to choose from, with what it asks of the form put in: as it is now, it can be sent to the
 * server as a filter of its own. Null where it did not pass the check.
 */
export function closeChoice({ checked, stored }: RulePart, form: Scope): StoredExpression | null {
  if (!checked) return null
  const values = new Map<string, ExpressionJson>()
  for (const node of outerNodes(checked.root, 0)) values.set(node.at, literalOf(valueIn(node, form), node.type))
  return { v: 1, expr: replace(stored.expr, '', values), ...(stored.blankAs && { blankAs: stored.blankAs }) }
}

/** The fields of the record around; inside aggregates it is further out. */
function outerNodes(node: TypedNode, depth: number): OuterNode[] {
  if (node.node === 'field') return node.level === depth + 1 ? [node] : []
  return innerNodes(node).flatMap(({ inner, deeper }) => outerNodes(inner, depth + deeper))
}

interface InnerNode {
  inner: TypedNode
  deeper: 0 | 1
}

function innerNodes(node: TypedNode): InnerNode[] {
  if (node.node === 'call') return node.args.map((inner) => ({ inner, deeper: 0 }))
  const parts =
    node.node === 'aggregate'
      ? [node.item, node.filter, node.order]
      : node.node === 'lookup'
        ? [node.match, node.value]
        : []
  return parts.flatMap((inner) => (inner ? [{ inner, deeper: 1 as const }] : []))
}

function valueIn(node: OuterNode, form: Scope): Value {
  return closureOf({ ...node, level: 0 })(form)
}

function literalOf(value: Value, type: ExpressionType): ExpressionJson {
  const json = valueToJson(type, value) as ExpressionJson
  if (json === null) return null
  return type.kind === 'num' || type.kind === 'date' || type.kind === 'datetime' ? { [type.kind]: json } : json
}

function replace(json: ExpressionJson, at: string, values: ReadonlyMap<string, ExpressionJson>): ExpressionJson {
  const found = values.get(at)
  if (found !== undefined) return found
  if (Array.isArray(json)) return json.map((member, index) => replace(member, `${at}/${index}`, values))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([name, inner]) => [name, replace(inner, `${at}/${name}`, values)]),
  )
}
