import type { ChangeNode, FieldNode, TypedNode } from '../model/typed-node.ts'
import { type CheckContext, report } from './check-context.ts'
import { type CheckedExpression, type Dependency, type DependencyStep, outerRelation } from './checked-expression.ts'

type Summary = Pick<CheckedExpression, 'type' | 'dependencies' | 'class' | 'volatile' | 'uses' | 'cost'>

const costOfOthers = 50

/** What others must know of a checked expression: what it reads, whether SQL can compute it, when it changes. */
export function summarise(root: TypedNode, context: CheckContext): Summary {
  const dependencies = new Map<string, Dependency>()
  const collection: Collection = { dependencies, cost: 0, js: null }
  const { entity, outer } = context.options
  const around: Path[] = outer === undefined ? [] : [[{ entity, relation: outerRelation, to: 'one' }]]
  visit(root, [...around, []], collection)
  const isVolatile = context.uses.has('now') || context.uses.has('user')
  if (collection.js && !context.options.allowJs) {
    report(context, collection.js.at, 'EXPRESSION_JS_ONLY', { name: collection.js.name })
  }
  if (isVolatile && context.options.allowVolatile === false) {
    const names = [...context.uses].filter((use) => use === 'now' || use === 'user')
    report(context, '', 'EXPRESSION_VOLATILE', { name: names.map((use) => use.toUpperCase()) })
  }
  return {
    type: root.type,
    dependencies: [...dependencies.values()],
    class: collection.js ? 'js' : 'sql',
    volatile: isVolatile,
    uses: context.uses,
    cost: collection.cost,
  }
}

interface Collection {
  dependencies: Map<string, Dependency>
  cost: number
  js: { name: string; at: string } | null
}

type Path = readonly DependencyStep[]

/** `paths` lead from the record that the expression belongs to, to the record of each scope; the innermost is last. */
function visit(node: TypedNode, paths: readonly Path[], collection: Collection): void {
  collection.cost += node.node === 'aggregate' || node.node === 'lookup' ? costOfOthers : 1
  visitors[node.node](node as never, paths, collection)
}

type Visit<Node> = (node: Node, paths: readonly Path[], collection: Collection) => void

const visitors: { [Kind in TypedNode['node']]: Visit<Extract<TypedNode, { node: Kind }>> } = {
  literal: () => {},
  context: () => {},
  field: addField,
  old: addChange,
  changed: addChange,
  call(node, paths, collection) {
    if (node.definition.class === 'js') collection.js ??= { name: node.definition.spelling, at: node.at }
    for (const arg of node.args) visit(arg, paths, collection)
  },
  aggregate(node, paths, collection) {
    const owner = addSteps(paths.at(-1) ?? [], node.steps, collection)
    const items: Path = [...owner, { entity: node.entity.key, relation: node.relation.key, to: 'many' }]
    visitOthers([node.item, node.filter, node.order], node.relation.entity, items, paths, collection)
  },
  lookup(node, paths, collection) {
    const other: Path = [...(paths.at(-1) ?? []), { entity: '', relation: node.entity.key, to: 'many' }]
    visitOthers([node.match, node.value], node.entity.key, other, paths, collection)
  },
}

/** Whether there is another record is itself something the value depends on. */
function visitOthers(
  parts: readonly (TypedNode | null)[],
  entity: string,
  path: Path,
  paths: readonly Path[],
  collection: Collection,
): void {
  add(path, entity, 'id', collection)
  for (const part of parts) if (part) visit(part, [...paths, path], collection)
}

function addChange(node: ChangeNode, paths: readonly Path[], collection: Collection): void {
  add(paths.at(-1) ?? [], node.entity.key, node.field.key, collection)
}

function addField(node: FieldNode, paths: readonly Path[], collection: Collection): void {
  const start = paths[paths.length - 1 - node.level] ?? []
  add(addSteps(start, node.steps, collection), node.entity.key, node.field.key, collection)
}

/** The relations on the way are read as well. */
function addSteps(
  start: Path,
  steps: readonly { entity: { key: string }; field: { key: string } }[],
  collection: Collection,
): Path {
  let path = start
  for (const { entity, field } of steps) {
    add(path, entity.key, field.key, collection)
    path = [...path, { entity: entity.key, relation: field.key, to: 'one' }]
  }
  return path
}

function add(path: Path, entity: string, field: string, { dependencies }: Collection): void {
  const key = [...path.map((step) => `${step.entity}.${step.relation}`), entity, field].join('>')
  if (!dependencies.has(key)) dependencies.set(key, { path, entity, field })
}
