import type { NodeDescription, NodePart, NodePlace } from '../contract/process-node-type.ts'
import type { ProcessDocument, ProcessNode } from '../documents/process.ts'
import { isSettable } from '../model/is-settable.ts'
import { nodePlace } from '../model/node-place.ts'
import { shownField } from '../model/resolve-path.ts'
import { type Report, typeLabel } from './app-index.ts'
import { checkFilter } from './check-filter.ts'
import type { ProcessCheck } from './check-process-document.ts'
import { checkDocument, checkEntity, checkField, checkPath } from './check-reference.ts'
import { checkShape } from './check-shape.ts'
import { checkStored } from './check-stored.ts'
import { pointerTo } from './json-pointer.ts'
import { suggestionFor } from './suggestion-for.ts'

/** Checks one node: its type, where it stands, its options, and what they name. */
export function checkNode(position: number, check: ProcessCheck): void {
  const { document, index, report } = check
  const node = document.nodes[position]
  if (!node) return
  const at = (...steps: (string | number)[]) => pointerTo('/nodes', position, ...steps)
  for (const name of ['in', 'on', 'compensation'] as const) {
    const other = node[name]
    if (other !== undefined) nodeFault(other, { document, report, pointer: at(name) })
  }
  checkCircle(node, at('in'), check)
  const type = typeOf(node, at('type'), check)
  if (!type) return
  const place = nodePlace(document, node, { model: index.model, nodeTypes: index.processes?.nodeTypes })
  checkStanding({ type, place, position }, check)
  const options = node.options ?? {}
  const problems = checkShape(type.options, options, at('options'), index.fitting)
  for (const problem of problems) report(problem.code, problem.pointer, problem.params)
  if (problems.length > 0 || (document.entity !== undefined && !check.entity)) return
  for (const part of type.parts(options as never, place))
    partChecks[part.part](part as never, `${at('options')}${part.pointer}`, { ...check, place })
}

/** The node of that key; a finding, and null, when there is none. */
export function nodeFault(
  key: string,
  { document, report, pointer }: { document: ProcessDocument; report: Report; pointer: string },
): ProcessNode | null {
  const keys = document.nodes.map((node) => node.key)
  const found = document.nodes[keys.indexOf(key)]
  if (!found) report('PROCESS_NODE_UNKNOWN', pointer, { name: key, suggestion: suggestionFor(key, keys) })
  return found ?? null
}

function typeOf(node: ProcessNode, pointer: string, { index, report }: ProcessCheck): NodeDescription | null {
  const types = index.processes?.nodeTypes
  // Whoever knows no types of nodes (tests of packages below them) takes nodes as they are.
  if (!types) return null
  if (types.has(node.type)) return types.get(node.type)
  const known = types.all().map(({ type }) => type)
  report('PROCESS_NODE_TYPE_UNKNOWN', pointer, { name: node.type, suggestion: suggestionFor(node.type, known) })
  return null
}

interface Standing {
  type: NodeDescription
  place: NodePlace
  position: number
}

function checkStanding({ type, place, position }: Standing, { document, index, report }: ProcessCheck): void {
  const { node } = place
  const at = (...steps: string[]) => pointerTo('/nodes', position, ...steps)
  const name = node.label ?? type.label
  if (type.catches && node.on === undefined) report('PROCESS_EVENT_WITHOUT_HOST', at(), { name })
  if (!type.catches && node.on !== undefined) report('PROCESS_HOST_UNFIT', at('on'), { name })
  const lacks = type.needsRecord === 'or_item' ? !place.root : type.needsRecord
  if (lacks && document.entity === undefined) report('PROCESS_NEEDS_TABLE', at(), { name })
  const around = document.nodes.find(({ key }) => key === node.in)
  const types = index.processes?.nodeTypes
  if (around && types?.has(around.type) && !types.get(around.type).holds)
    report('PROCESS_NODE_HOLDS_NOTHING', at('in'), { name: around.label ?? types.get(around.type).label })
}

/** Told at the first of those that stand in each other. */
function checkCircle(node: ProcessNode, pointer: string, { document, report }: ProcessCheck): void {
  const path = [node.key]
  for (let next = node.in; next !== undefined; ) {
    if (next === node.key && path.every((key) => key >= node.key))
      report('PROCESS_SCOPE_CIRCLE', pointer, { path: [...path, next].join(' → ') })
    if (path.includes(next)) return
    path.push(next)
    const inner: string = next
    next = document.nodes.find(({ key }) => key === inner)?.in
  }
}

type PartOf<Name extends NodePart['part']> = Extract<NodePart, { part: Name }>
type PartChecks = {
  [Name in NodePart['part']]: (part: PartOf<Name>, pointer: string, check: ProcessCheck & { place: NodePlace }) => void
}

const partChecks: PartChecks = {
  expression({ stored, expected, entity, outer }, pointer, { report, place: { names } }) {
    const index = { model: names }
    if (names.entities.has(entity)) checkStored(stored, { index, report, pointer, entity, expected, outer })
  },
  field({ entity: table, field: path, wanted }, pointer, { index, report, place }) {
    const entity = place.names.entities.get(table)
    const field = entity && checkPath(entity, path, { index, report, pointer })
    if (field && wanted && !wanted.accepts(shownField(field)))
      report('PROCESS_FIELD_UNFIT', pointer, { type: typeLabel(shownField(field)), expected: wanted.words })
  },
  set({ entity: table, field: key }, pointer, { index, report }) {
    const entity = index.model.entities.get(table)
    const field = entity && checkField(entity, key, { index, report, pointer })
    if (field && !isSettable(field))
      report('PROCESS_NOT_SETTABLE', pointer, { name: field.label, type: typeLabel(field) })
  },
  filter({ entity: table, filter, outer }, pointer, { index, report, place }) {
    const entity = index.model.entities.get(table)
    const around = outer === undefined ? {} : { around: { model: place.names, entity: outer } }
    if (entity) checkFilter(entity, filter, { index, report, pointer, ...around })
  },
  list({ node: key }, pointer, { document, report, place }) {
    if (!nodeFault(key, { document, report, pointer }) || place.lists.some(({ node }) => node === key)) return
    report('PROCESS_LIST_UNKNOWN', pointer, { name: key })
  },
  document({ kind, key }, pointer, { index, report }) {
    if (kind === 'entity') checkEntity(key, { index, report, pointer })
    else checkDocument(kind, key, { index, report, pointer })
  },
  node({ node: key, types }, pointer, { document, index, report }) {
    const found = nodeFault(key, { document, report, pointer })
    if (!found || !types || types.includes(found.type)) return
    const known = index.processes?.nodeTypes
    const labels = types.flatMap((type) => (known?.has(type) ? [known.get(type).label] : []))
    report('PROCESS_NODE_UNFIT', pointer, { name: key, expected: labels })
  },
  problem({ problem }, pointer, { report }) {
    report('PROCESS_OPTION_CHECK', pointer, { problem })
  },
}
