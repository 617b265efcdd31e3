import type { BpmnElement } from '../bpmn-element.ts'
import type { Draft } from './draft.ts'

/** Where things are drawn. */
export function readLayout(draft: Draft, definitions: BpmnElement): void {
  for (const drawn of (definitions.diagrams ?? []).flatMap(({ plane }) => plane?.planeElement ?? [])) {
    const key = drawn.bpmnElement?.id ?? ''
    const { bounds, waypoint } = drawn
    if (bounds && draft.nodes.has(key)) {
      const { x, y, width, height } = bounds
      if ([x, y, width, height].every(Number.isFinite)) draft.parts.shapes[key] = { x, y, width, height }
    }
    if (waypoint && draft.lines.has(key)) {
      const points = waypoint.map(({ x, y }) => ({ x, y }))
      const isWhole = points.length > 1 && points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
      if (isWhole) draft.parts.lines[key] = points
    }
  }
}

/** Which lane each node stands in: the innermost one counts. */
export function readLanes(draft: Draft, laneSets: readonly BpmnElement[] | undefined): void {
  for (const lane of (laneSets ?? []).flatMap((set) => set.lanes ?? [])) {
    const name = lane.name?.trim()
    for (const node of lane.flowNodeRef ?? [])
      if (name && node.id && draft.nodes.has(node.id)) draft.parts.lanes[node.id] = name
    if (lane.childLaneSet) readLanes(draft, [lane.childLaneSet])
  }
}
