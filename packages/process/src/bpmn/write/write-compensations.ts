import type { BpmnElement } from '../bpmn-element.ts'
import { type BpmnWriter, create } from './bpmn-writer.ts'
import { drawEdge, drawShape } from './draw-process.ts'
import type { Layout } from './lay-out.ts'

/** What BPMN needs to say that a node takes back what another one did: an event on it and an association. */
interface Compensation {
  /** The scope that it stands in. */
  container: string | null
  artifacts: { events: BpmnElement[]; associations: BpmnElement[]; drawings: BpmnElement[] }
}

export function writeCompensations(writer: BpmnWriter, layout: Layout): Compensation[] {
  return Object.values(writer.graph.nodes).flatMap(({ key, scope, compensation }) => {
    const [host, handler] = [writer.nodes.get(key), writer.nodes.get(compensation ?? '')]
    if (!host || !handler || compensation === undefined) return []
    handler.isForCompensation = true
    const event = create(writer, 'BoundaryEvent', {
      id: writer.ids.other(`${host.id}_undo`),
      attachedToRef: host,
      eventDefinitions: [create(writer, 'CompensateEventDefinition')],
    })
    const association = create(writer, 'Association', {
      id: writer.ids.other(`${host.id}_undo_by`),
      associationDirection: 'One',
      sourceRef: event,
      targetRef: handler,
    })
    const drawings = drawingsOf(writer, layout, { key, compensation, event, association })
    return [{ container: scope, artifacts: { events: [event], associations: [association], drawings } }]
  })
}

interface Drawn {
  key: string
  compensation: string
  event: BpmnElement
  association: BpmnElement
}

function drawingsOf(
  writer: BpmnWriter,
  { shapes }: Layout,
  { key, compensation, event, association }: Drawn,
): BpmnElement[] {
  const [host, handler] = [shapes.get(key), shapes.get(compensation)]
  if (!host || !handler) return []
  const place = { x: host.x + 10, y: host.y + host.height - 18, width: 36, height: 36 }
  const points = [
    { x: place.x + 18, y: place.y + 36 },
    { x: handler.x + handler.width / 2, y: handler.y },
  ]
  return [drawShape(writer, event, place), drawEdge(writer, association, points)]
}
