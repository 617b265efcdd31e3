import { type BpmnElement, typeOf } from '../bpmn-element.ts'
import type { ProblemList } from '../bpmn-problems.ts'
import { readStored } from '../stored-settings.ts'
import { wordFor } from './element-words.ts'
import { bpmnLimits } from './read-xml.ts'

/** The elements of a process, with the sub-process that each stands in. */
export interface Collected {
  nodes: { element: BpmnElement; scope: string | null }[]
  lines: { element: BpmnElement; scope: string | null }[]
  associations: BpmnElement[]
}

/** What illustrates or describes data only. */
const ignored = new Set(['dataObject', 'dataObjectReference', 'dataStoreReference', 'textAnnotation', 'group'])

/** Gathers everything, also from sub-processes. Ids become the keys that the graph was written from, if it was. */
export function collectElements(chosen: BpmnElement, problems: ProblemList): Collected {
  const found: Collected = { nodes: [], lines: [], associations: [] }
  const gathering: Gathering = { found, leftOut: [], problems, seen: new Set() }
  const open: Container[] = [{ container: chosen, scope: null, depth: 0 }]
  for (const { container, scope, depth } of open) {
    if (depth > bpmnLimits.scopes) problems.error('too_deep', container, { max: bpmnLimits.scopes })
    for (const element of [...(container.flowElements ?? []), ...(container.artifacts ?? [])]) {
      gather(gathering, element, scope)
      if (element.flowElements && element.id) open.push({ container: element, scope: element.id, depth: depth + 1 })
    }
  }
  if (gathering.leftOut.length > 0) problems.warn('data_ignored', null, { elements: gathering.leftOut })
  checkSize(chosen, found, problems)
  return found
}

interface Container {
  container: BpmnElement
  scope: string | null
  depth: number
}

interface Gathering {
  found: Collected
  leftOut: string[]
  problems: ProblemList
  seen: Set<string>
}

function gather(gathering: Gathering, element: BpmnElement, scope: string | null): void {
  const { found, leftOut } = gathering
  const type = typeOf(element)
  if (type === 'association') found.associations.push(element)
  else if (ignored.has(type)) leftOut.push(element.name ?? element.id ?? type)
  else if (hasUsableId(element, gathering)) found[type === 'sequenceFlow' ? 'lines' : 'nodes'].push({ element, scope })
}

function hasUsableId(element: BpmnElement, { problems, seen }: Gathering): boolean {
  const key = readStored(element)?.key ?? element.id
  if (typeof key !== 'string' || key === '') {
    const about = element.name ? { name: element.name } : {}
    problems.error('id_missing', about, { type: wordFor(typeOf(element)) })
    return false
  }
  const isUsable = key !== '__proto__' && !seen.has(key)
  if (!isUsable) problems.error('id_reserved', element)
  element.id = key
  seen.add(key)
  return isUsable
}

function checkSize(chosen: BpmnElement, { nodes, lines }: Collected, problems: ProblemList): void {
  const count = nodes.length + lines.length
  if (nodes.length === 0) problems.error('process_empty', chosen)
  if (count > bpmnLimits.elements) problems.error('too_many_elements', chosen, { count, max: bpmnLimits.elements })
}
