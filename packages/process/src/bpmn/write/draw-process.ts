import { type BpmnElement, typeOf } from '../bpmn-element.ts'
import type { Point, Shape } from '../bpmn-parts.ts'
import type { BpmnWriter } from './bpmn-writer.ts'
import type { Layout } from './lay-out.ts'

/** Says where everything is drawn: without this, other programs open the file but show nothing. */
export function drawProcess(writer: BpmnWriter, owner: BpmnElement, layout: Layout): BpmnElement {
  const { ids, nodes, lines } = writer
  const shapes = [...nodes].flatMap(([key, element]) => {
    const shape = layout.shapes.get(key)
    return shape ? [drawShape(writer, element, shape)] : []
  })
  const edges = [...lines].flatMap(([key, element]) => {
    const points = layout.lines.get(key)
    return points ? [drawEdge(writer, element, points)] : []
  })
  const plane = draw(writer, 'BPMNPlane', {
    id: ids.other('plane'),
    bpmnElement: owner,
    planeElement: [...shapes, ...edges],
  })
  return draw(writer, 'BPMNDiagram', { id: ids.other('diagram'), plane })
}

function draw({ moddle }: BpmnWriter, type: string, attributes: object): BpmnElement {
  return moddle.create(`bpmndi:${type}`, attributes) as BpmnElement
}

export function drawShape(writer: BpmnWriter, element: BpmnElement, shape: Shape): BpmnElement {
  const isExpanded = typeOf(element) === 'subProcess' ? { isExpanded: true } : {}
  const isMarkerVisible = typeOf(element) === 'exclusiveGateway' ? { isMarkerVisible: true } : {}
  return draw(writer, 'BPMNShape', {
    id: writer.ids.other(`${element.id}_shape`),
    bpmnElement: element,
    ...isExpanded,
    ...isMarkerVisible,
    bounds: writer.moddle.create('dc:Bounds', shape),
  })
}

export function drawEdge(writer: BpmnWriter, element: BpmnElement, points: readonly Point[]): BpmnElement {
  const waypoint = points.map((point) => writer.moddle.create('dc:Point', point))
  return draw(writer, 'BPMNEdge', { id: writer.ids.other(`${element.id}_edge`), bpmnElement: element, waypoint })
}
