import type { GraphNode, ProcessGraph } from '../../graph/process-graph.ts'

/** Repeated scopes around one task, by their key: BPMN writes them as the task with a marker. */
export function foldRepeats(graph: ProcessGraph): Map<string, GraphNode> {
  const inside = new Map<string, GraphNode[]>()
  for (const node of Object.values(graph.nodes)) {
    if (node.scope !== null) inside.set(node.scope, [...(inside.get(node.scope) ?? []), node])
  }
  const found = new Map<string, GraphNode>()
  for (const node of Object.values(graph.nodes)) {
    const each = repeatedTask(graph, node, inside.get(node.key) ?? [])
    if (each) found.set(node.key, each)
  }
  return found
}

const tasks = new Set(['people', 'run', 'wait', 'throw', 'call', 'pass'])

/** Only exactly what a marker is read as can be folded into one. */
function repeatedTask(graph: ProcessGraph, node: GraphNode, inside: readonly GraphNode[]): GraphNode | null {
  const { control, key } = node
  if (control.do !== 'scope' || !control.repeat || control.event || node.type !== 'repeat' || node.irreversible)
    return null
  const [start, each, end] = ['start', 'each', 'end'].map((part) => graph.nodes[`${key}__${part}`])
  if (inside.length !== 3 || !start || !each || !end) return null
  const isPlain =
    start.type === 'start_event' &&
    start.control.do === 'start' &&
    !start.control.trigger &&
    end.type === 'end_event' &&
    end.control.do === 'end' &&
    end.control.ends === 'branch' &&
    end.control.outcome === undefined &&
    tasks.has(each.control.do) &&
    !each.catches &&
    !each.compensation &&
    isTask(each)
  const [into, outOf] = [graph.transitions[`${each.key}__in`], graph.transitions[`${each.key}__out`]]
  const isJoined = into?.from === start.key && into.to === each.key && outOf?.from === each.key && outOf.to === end.key
  return isPlain && isJoined && each.incoming.length === 1 && each.outgoing.length === 1 ? each : null
}

/** Markers stand on tasks and calls, not on events. */
function isTask({ control, type }: GraphNode): boolean {
  if (control.do === 'wait') return type === 'receive_task'
  if (control.do === 'throw') return type === 'send_task'
  if (control.do === 'pass') return type === 'task' || type === 'manual_task'
  return true
}
