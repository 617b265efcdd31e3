import { nodePlace, type ProcessDocument } from '@mortise/metadata'
import type { ControlName, ProcessNodeType } from '@mortise/process'
import { controlAt, type EditContext, newNode } from './node-knowledge.ts'
import { linesInto, nodeAt, pruned } from './process-lines.ts'

/** Why a type of node cannot be put on a line. */
export type InsertRefusal =
  | 'has_start'
  | 'comes_with_fork'
  | 'at_nodes'
  | 'beside'
  | 'needs_table'
  | 'needs_to_wait'
  | 'cuts_off'

export interface InsertChoice {
  type: ProcessNodeType
  refused?: InsertRefusal
}

/** All types of nodes, and why some cannot stand on a line. */
export function insertableTypes(document: ProcessDocument, lineKey: string, context: EditContext): InsertChoice[] {
  const line = document.transitions.find(({ key }) => key === lineKey)
  const from = line && nodeAt(document, line.from)
  const afterFirstOf = from !== undefined && controlAt(document, from, context.nodeTypes).do === 'first_of'
  return context.nodeTypes.all().map((type): InsertChoice => {
    const refused = refusalOf(document, { type, line: lineKey, afterFirstOf, within: from?.in }, context)
    return refused ? { type, refused } : { type }
  })
}

function refusalOf(
  document: ProcessDocument,
  {
    type,
    line,
    afterFirstOf,
    within,
  }: { type: ProcessNodeType; line: string; afterFirstOf: boolean; within: string | undefined },
  context: EditContext,
): InsertRefusal | null {
  if (type.catches) return 'at_nodes'
  if (type.joins) return 'comes_with_fork'
  if (type.holds && type.ports.in[1] === 0) return 'beside'
  if (type.ports.in[1] === 0) return 'has_start'
  if (lacksRecord(document, type, { within, ...context })) return 'needs_table'
  if (afterFirstOf && !waits(document, type, context)) return 'needs_to_wait'
  return type.ports.out[1] === 0 && cutsOff(document, line) ? 'cuts_off' : null
}

/** Inside of a repetition, or after records were found, there is something to be about without a table of the process. */
function lacksRecord(
  document: ProcessDocument,
  type: ProcessNodeType,
  { within, model, nodeTypes }: EditContext & { within: string | undefined },
): boolean {
  if (!type.needsRecord || document.entity !== undefined) return false
  const node = { key: type.type, type: type.type, ...(within === undefined ? {} : { in: within }) }
  return type.needsRecord === true || !nodePlace(document, node, { model, nodeTypes }).root
}

function waits(document: ProcessDocument, type: ProcessNodeType, context: EditContext): boolean {
  const node = newNode(document, { key: type.type, type: type.type }, context)
  return controlAt(document, node, context.nodeTypes).do === 'wait'
}

/** Whether something could not be reached any more if the process ended on the line. */
function cutsOff(document: ProcessDocument, lineKey: string): boolean {
  const without = { ...document, transitions: document.transitions.filter(({ key }) => key !== lineKey) }
  return pruned(document, without).nodes.length < document.nodes.length
}

const takesTime: readonly ControlName[] = ['people', 'wait', 'call', 'scope']
const canFail: readonly ControlName[] = ['run', 'call', 'scope']
const throwsUp: readonly ControlName[] = ['call', 'scope']

/** Types of events that can happen at a node. */
export function possibleEvents(document: ProcessDocument, host: string, context: EditContext): ProcessNodeType[] {
  const node = nodeAt(document, host)
  if (!node) return []
  const control = controlAt(document, node, context.nodeTypes)
  if (control.do === 'scope' && control.event) return []
  return context.nodeTypes.all().filter((type) => {
    if (!type.catches || (type.needsRecord && document.entity === undefined)) return false
    const event = { key: type.type, type: type.type, on: host }
    const does = controlAt(document, newNode(document, event, context), context.nodeTypes)
    if (does.do !== 'catch') return false
    if (does.trigger.on === 'error') return canFail.includes(control.do)
    if (does.trigger.on === 'escalation') return throwsUp.includes(control.do)
    return takesTime.includes(control.do) || (control.do === 'run' && control.where === 'outside')
  })
}

/** Nodes that a line may be led to instead. */
export function possibleTargets(document: ProcessDocument, lineKey: string, context: EditContext): string[] {
  const line = document.transitions.find(({ key }) => key === lineKey)
  const from = line && nodeAt(document, line.from)
  if (!line || !from) return []
  return document.nodes
    .filter((node) => {
      if (node.in !== from.in || node.key === line.to || node.key === from.key) return false
      const type = context.nodeTypes.has(node.type) ? context.nodeTypes.get(node.type) : undefined
      return type !== undefined && type.ports.in[1] !== 0 && linesInto(document, node.key).length > 0
    })
    .map(({ key }) => key)
}
