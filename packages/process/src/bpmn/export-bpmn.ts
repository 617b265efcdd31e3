import type { ProcessGraph } from '../graph/process-graph.ts'
import type { BpmnElement } from './bpmn-element.ts'
import { type BpmnParts, emptyParts } from './bpmn-parts.ts'
import { bpmnModdle } from './moddle.ts'
import { storedSettings } from './stored-settings.ts'
import { type BpmnWriter, create, keptAttributes } from './write/bpmn-writer.ts'
import { drawProcess } from './write/draw-process.ts'
import { elementIds } from './write/element-ids.ts'
import { foldRepeats } from './write/fold-repeats.ts'
import { layOut } from './write/lay-out.ts'
import { writeCompensations } from './write/write-compensations.ts'
import { writeLines } from './write/write-lines.ts'
import { keptSettings, writeNodes } from './write/write-nodes.ts'

/**
 * Writes a process as BPMN 2.0, with a drawing. What BPMN has no words for goes into a name space of our own, so that
 * importing the file gives the same graph again.
 */
export async function exportBpmn(graph: ProcessGraph, parts: Partial<BpmnParts> = {}): Promise<string> {
  const moddle = bpmnModdle()
  const whole = { ...emptyParts(), ...parts }
  const writer: BpmnWriter = {
    graph,
    parts: { ...whole, namespaces: { ...whole.namespaces } },
    ids: elementIds(graph),
    moddle,
    nodes: new Map(),
    lines: new Map(),
    named: new Map(),
  }
  writeNodes(writer, foldRepeats(graph))
  writeLines(writer)
  const layout = layOut(graph, whole, new Set(writer.nodes.keys()))
  const owner = processElement(writer)
  const diagram = drawProcess(writer, owner, layout)
  const drawn = writeCompensations(writer, layout)
  for (const { container, artifacts } of drawn) {
    const inside = container === null ? owner : writer.nodes.get(container)
    inside?.flowElements?.push(...artifacts.events)
    if (inside) inside.artifacts = [...(inside.artifacts ?? []), ...artifacts.associations]
    diagram.plane?.planeElement?.push(...artifacts.drawings)
  }
  const { xml } = await moddle.toXML(definitionsOf(writer, owner, diagram), { format: true })
  return xml
}

function definitionsOf(writer: BpmnWriter, owner: BpmnElement, diagram: BpmnElement): BpmnElement {
  const namespaces = Object.entries(writer.parts.namespaces).map(([prefix, uri]) => [`xmlns:${prefix}`, uri])
  return create(writer, 'Definitions', {
    id: writer.ids.other('definitions'),
    targetNamespace: storedSettings.uri,
    exporter: 'Mortise',
    ...Object.fromEntries(namespaces),
    rootElements: [...writer.named.values(), owner],
    diagrams: [diagram],
  })
}

/** The process, with every element in the sub-process that it stands in. */
function processElement(writer: BpmnWriter): BpmnElement {
  const { graph, ids, parts, nodes } = writer
  const own = keptSettings(writer, graph.key, ids.process)
  const label = parts.labels[graph.key]
  const laneSets = laneSetsOf(writer)
  const owner = create(writer, 'Process', {
    id: ids.process,
    ...(label ? { name: label } : {}),
    isExecutable: true,
    ...keptAttributes(writer, graph.key, own),
    ...(laneSets ? { laneSets } : {}),
    flowElements: elementsIn(writer, null),
  })
  for (const [key, element] of nodes) {
    const inside = elementsIn(writer, key)
    if (inside.length > 0) element.flowElements = inside
  }
  return owner
}

function elementsIn({ graph, nodes, lines }: BpmnWriter, scope: string | null): BpmnElement[] {
  const inside = Object.values(graph.nodes).filter((node) => node.scope === scope)
  const keys = new Set(inside.map(({ key }) => key))
  const between = Object.values(graph.transitions).filter(({ from }) => keys.has(from))
  return [...inside.flatMap(({ key }) => nodes.get(key) ?? []), ...between.flatMap(({ key }) => lines.get(key) ?? [])]
}

function laneSetsOf(writer: BpmnWriter): BpmnElement[] | null {
  const { parts, nodes, ids } = writer
  const names = [...new Set(Object.values(parts.lanes))]
  if (names.length === 0) return null
  const lanes = names.map((name, index) => {
    const inside = [...nodes].filter(([key]) => parts.lanes[key] === name).map(([, element]) => element)
    return create(writer, 'Lane', { id: ids.other(`Lane_${index + 1}`), name, flowNodeRef: inside })
  })
  return [create(writer, 'LaneSet', { id: ids.other('lanes'), lanes })]
}
