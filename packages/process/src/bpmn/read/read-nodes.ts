import type { Control } from '../../graph/process-graph.ts'
import { type BpmnElement, definitionOf, typeOf } from '../bpmn-element.ts'
import { readStoredNode } from '../stored-settings.ts'
import type { Collected } from './collect-elements.ts'
import { addNode, type Draft, type DraftLine, type DraftNode } from './draft.ts'
import { readControl } from './element-controls.ts'
import { matchesStored } from './match-stored.ts'
import { isAside, linkNameOf } from './read-lines.ts'
import { definitionKind } from './read-trigger.ts'

/** Makes the nodes and puts the lines between them. */
export function readNodes(draft: Draft, collected: Collected, lines: readonly DraftLine[]): void {
  const into = groupBy(lines, ({ to }) => to)
  const outOf = groupBy(lines, ({ from }) => from)
  const events = new Set(
    collected.nodes.filter(({ element }) => element.triggeredByEvent).map(({ element }) => element.id),
  )
  for (const { element, scope } of collected.nodes) {
    const key = element.id ?? ''
    const place = { incoming: into.get(key) ?? [], outgoing: outOf.get(key) ?? [] }
    const control = readControl(element, { draft, ...place, inEvent: events.has(scope ?? ''), inScope: scope !== null })
    if (control) addNode(draft, nodeFrom(draft, { element, scope, control, ...place }))
  }
  for (const line of lines) {
    if (draft.nodes.has(line.from) && draft.nodes.has(line.to)) draft.lines.set(line.key, line)
  }
  attachCatches(draft)
  attachCompensations(draft, collected)
}

interface NodeSource {
  element: BpmnElement
  scope: string | null
  control: Control
  incoming: readonly DraftLine[]
  outgoing: readonly DraftLine[]
}

function nodeFrom(draft: Draft, { element, scope, control, ...lines }: NodeSource): DraftNode {
  const incoming = inOrderOf(lines.incoming, element.incoming)
  const outgoing = inOrderOf(lines.outgoing, element.outgoing)
  const stored = readStoredNode(element)
  if (stored === undefined) draft.problems.warn('settings_unreadable', element)
  const match = stored ? matchesStored(stored, { element, control, incoming, outgoing }) : null
  if (match && !match.sameLines) draft.problems.warn('settings_outdated', element)
  const exact = match?.sameLines ?? false
  return {
    key: element.id ?? '',
    type: stored?.type ?? typeName(element),
    scope,
    control: match?.control ?? control,
    incoming: exact && stored ? stored.incoming : incoming,
    outgoing: exact && stored ? stored.outgoing : outgoing,
    catches: exact ? [...(stored?.catches ?? [])] : [],
    ...(stored?.irreversible ? { irreversible: true } : {}),
    ...(stored?.repeat ? { storedRepeat: stored.repeat } : {}),
    element,
    exact,
    aside: isAside(element) || control.do === 'catch',
  }
}

/** What a node is called when the file says nothing else: `user_task`, `start_event`. */
export function typeName(element: BpmnElement): string {
  if (linkNameOf(element) !== null) return 'link'
  return typeOf(element).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** The order that the element itself gives its lines, as far as it does. */
function inOrderOf(lines: readonly DraftLine[], named: readonly BpmnElement[] = []): string[] {
  const places = new Map(named.map((element, index) => [element.id, index]))
  const place = (line: DraftLine): number => places.get(line.key) ?? places.size
  return [...lines].sort((a, b) => place(a) - place(b)).map(({ key }) => key)
}

function attachCatches(draft: Draft): void {
  for (const { key, control, element } of draft.nodes.values()) {
    if (control.do !== 'catch') continue
    const host = draft.nodes.get(control.at)
    if (!host) draft.problems.error('catch_target_missing', element)
    else if (!host.catches.includes(key)) host.catches.push(key)
  }
  for (const node of draft.nodes.values()) {
    node.catches = node.catches.filter((key) => {
      const control = draft.nodes.get(key)?.control
      return control?.do === 'catch' && control.at === node.key
    })
  }
}

/** An association leads from the compensation event on a node to what takes that node back. */
function attachCompensations(draft: Draft, { nodes, associations }: Collected): void {
  for (const { element } of nodes) {
    const definition = definitionOf(element)
    if (typeOf(element) !== 'boundaryEvent' || !definition || definitionKind(definition) !== 'compensation') continue
    const handler = associations.find(({ sourceRef }) => sourceRef === element)?.targetRef
    const host = draft.nodes.get(element.attachedToRef?.id ?? '')
    if (host && handler?.id && handler.isForCompensation && draft.nodes.has(handler.id)) host.compensation = handler.id
    else if (host) draft.problems.error('compensation_handler_missing', element)
  }
}

function groupBy(lines: readonly DraftLine[], keyOf: (line: DraftLine) => string): Map<string, DraftLine[]> {
  const groups = new Map<string, DraftLine[]>()
  for (const line of lines) groups.set(keyOf(line), [...(groups.get(keyOf(line)) ?? []), line])
  return groups
}
