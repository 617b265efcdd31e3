import { type BpmnElement, definitionOf, typeOf } from '../bpmn-element.ts'
import type { Collected } from './collect-elements.ts'
import type { Draft, DraftLine } from './draft.ts'
import { wordFor } from './element-words.ts'

/** The lines between nodes of one scope; links between events become lines as well. */
export function readLines(draft: Draft, collected: Collected): DraftLine[] {
  const scopes = new Map(collected.nodes.map(({ element, scope }) => [element, scope]))
  const links = readLinks(draft, collected)
  return collected.lines.flatMap(({ element }) => {
    const { id = '', sourceRef, targetRef } = element
    // Ends that lead nowhere were reported when the file was read.
    if (!sourceRef?.id || !targetRef?.id || !scopes.has(sourceRef) || !scopes.has(targetRef)) return []
    if (scopes.get(sourceRef) !== scopes.get(targetRef)) {
      draft.problems.error('crosses_scope', element, {
        from: sourceRef.name ?? sourceRef.id,
        to: targetRef.name ?? targetRef.id,
      })
      return []
    }
    if (!mayConnect(draft, sourceRef, targetRef)) return []
    return [{ key: id, from: sourceRef.id, to: links.get(targetRef)?.id ?? targetRef.id, element }]
  })
}

const direction = {
  into: { zh: '进入', en: 'lead into' },
  outOf: { zh: '从这里引出', en: 'lead out of' },
}

function mayConnect(draft: Draft, from: BpmnElement, to: BpmnElement): boolean {
  const [source, target] = [typeOf(from), typeOf(to)]
  const noWayOut = source === 'endEvent' || isAside(from)
  const noWayIn = target === 'startEvent' || target === 'boundaryEvent' || isAside(to)
  const report = (node: BpmnElement, which: keyof typeof direction) =>
    draft.problems.error('line_at_wrong_place', node, {
      direction: direction[which],
      node: node.name ?? node.id,
      what: wordFor(typeOf(node)),
    })
  if (noWayOut) report(from, 'outOf')
  if (noWayIn) report(to, 'into')
  return !noWayOut && !noWayIn
}

/** Event sub-processes and compensation handlers are entered by events. */
export function isAside(element: BpmnElement): boolean {
  return element.triggeredByEvent === true || element.isForCompensation === true
}

export function linkNameOf(event: BpmnElement): string | null {
  const definition = definitionOf(event)
  return definition?.$type === 'bpmn:LinkEventDefinition' ? (definition.name ?? event.name ?? '').trim() : null
}

/** Throwing link events, with the catching one that they lead to. */
function readLinks(draft: Draft, { nodes }: Collected): Map<BpmnElement, BpmnElement> {
  const all = nodes.filter(({ element }) => linkNameOf(element) !== null)
  const catching = all.filter(({ element }) => typeOf(element) === 'intermediateCatchEvent')
  const throwing = all.filter(({ element }) => typeOf(element) === 'intermediateThrowEvent')
  const found = new Map<BpmnElement, BpmnElement>()
  for (const { element, scope } of throwing) {
    const link = linkNameOf(element)
    const targets = catching.filter((other) => other.scope === scope && linkNameOf(other.element) === link)
    if (targets.length === 0) draft.problems.error('link_unknown', element, { link, other: otherWords.catching })
    if (targets.length > 1) draft.problems.error('link_twice', element, { link })
    const target = targets[0]?.element
    if (target) found.set(element, target)
    if (target) draft.problems.warn('link_became_line', element, { link })
  }
  for (const { element } of catching) {
    if ([...found.values()].includes(element)) continue
    draft.problems.error('link_unknown', element, { link: linkNameOf(element), other: otherWords.throwing })
  }
  return found
}

const otherWords = {
  catching: { zh: '接收', en: 'catching' },
  throwing: { zh: '发出', en: 'throwing' },
}
