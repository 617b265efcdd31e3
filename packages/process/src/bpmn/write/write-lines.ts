import type { Transition } from '../../graph/process-graph.ts'
import type { BpmnElement } from '../bpmn-element.ts'
import { type BpmnWriter, create, expression, keptAttributes } from './bpmn-writer.ts'
import { keptSettings } from './write-nodes.ts'

/** Makes the lines between the elements that are there. */
export function writeLines(writer: BpmnWriter): void {
  for (const line of Object.values(writer.graph.transitions)) {
    const [from, to] = [writer.nodes.get(line.from), writer.nodes.get(line.to)]
    if (from && to) writer.lines.set(line.key, writeLine(writer, line, { from, to }))
  }
  for (const { key, incoming, outgoing } of Object.values(writer.graph.nodes)) {
    const element = writer.nodes.get(key)
    if (!element) continue
    element.incoming = incoming.flatMap((line) => writer.lines.get(line) ?? [])
    element.outgoing = outgoing.flatMap((line) => writer.lines.get(line) ?? [])
  }
}

interface Ends {
  from: BpmnElement
  to: BpmnElement
}

function writeLine(writer: BpmnWriter, line: Transition, { from, to }: Ends): BpmnElement {
  const { key, conditional, otherwise } = line
  const id = writer.ids.line(key)
  const label = writer.parts.labels[key]
  const own = keptSettings(writer, key, id)
  const element = create(writer, 'SequenceFlow', {
    id,
    ...(label ? { name: label } : {}),
    ...keptAttributes(writer, key, own),
    sourceRef: from,
    targetRef: to,
    ...(conditional ? { conditionExpression: expression(writer, writer.parts.conditions[key]) } : {}),
  })
  if (otherwise) from.default = element
  return element
}
