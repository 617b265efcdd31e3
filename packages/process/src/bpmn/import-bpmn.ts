import type { GraphNode, ProcessGraph, Transition } from '../graph/process-graph.ts'
import type { BpmnElement } from './bpmn-element.ts'
import { type BpmnParts, emptyParts } from './bpmn-parts.ts'
import { type BpmnProblem, createProblemList, type ProblemList } from './bpmn-problems.ts'
import { pairForks } from './pair/pair-forks.ts'
import { checkEventGateways } from './read/check-event-gateways.ts'
import { chooseProcess, nameOfProcess } from './read/choose-process.ts'
import { collectElements } from './read/collect-elements.ts'
import type { Draft, DraftLine, DraftNode } from './read/draft.ts'
import { normalise } from './read/normalise.ts'
import { readConditions, settleConditions } from './read/read-conditions.ts'
import { readKept, readNamespaces } from './read/read-kept.ts'
import { readLanes, readLayout } from './read/read-layout.ts'
import { readLines } from './read/read-lines.ts'
import { readNodes } from './read/read-nodes.ts'
import { readXml } from './read/read-xml.ts'
import { readStored } from './stored-settings.ts'

/** What became of a file. With errors there is no graph; warnings say what was read otherwise than it may be meant. */
export type BpmnImport =
  | {
      ok: true
      graph: ProcessGraph
      parts: BpmnParts
      /** Keys of nodes that the file only implies. */
      implied: string[]
      problems: BpmnProblem[]
    }
  | {
      ok: false
      /** What could be read, to say what else is wrong with it; nothing that could be run. */
      read: Pick<Extract<BpmnImport, { ok: true }>, 'graph' | 'parts' | 'implied'> | null
      problems: BpmnProblem[]
    }

/** Compiles a BPMN 2.0 file; `process` names the one to take where it has several. Never throws, whatever the file. */
export async function importBpmn(xml: string, options: { process?: string } = {}): Promise<BpmnImport> {
  const problems = createProblemList()
  const definitions = await readXml(xml, problems)
  const chosen = definitions && chooseProcess(definitions, options.process, problems)
  const draft = definitions && chosen && readDraft(definitions, chosen, problems)
  if (!draft) return { ok: false, read: null, problems: problems.all }
  const implied = [...draft.nodes.values()].flatMap(({ key, element }) => (element ? [] : [key]))
  const read = { graph: graphOf(draft), parts: draft.parts, implied }
  if (problems.all.some(({ severity }) => severity === 'error')) return { ok: false, read, problems: problems.all }
  return { ok: true, ...read, problems: problems.all }
}

function readDraft(definitions: BpmnElement, chosen: BpmnElement, problems: ProblemList): Draft | null {
  const collected = collectElements(chosen, problems)
  // Elements that cannot be told apart would make everything after this a guess.
  if (problems.all.some(({ severity }) => severity === 'error')) return null
  const key = readStored(chosen)?.key ?? chosen.id ?? 'process'
  const draft: Draft = { key, nodes: new Map(), lines: new Map(), parts: emptyParts(), problems }
  readNodes(draft, collected, readLines(draft, collected))
  readConditions(draft)
  readParts(draft, definitions, chosen)
  warnOfMessageFlows(definitions, problems)
  normalise(draft)
  settleConditions(draft)
  checkEventGateways(draft)
  pairForks(draft)
  return draft
}

function readParts(draft: Draft, definitions: BpmnElement, chosen: BpmnElement): void {
  const name = nameOfProcess(chosen, definitions)
  if (name) draft.parts.labels[draft.key] = name
  readNamespaces(draft.parts, definitions)
  readKept(draft.parts, chosen, draft.key)
  for (const { key, element } of [...draft.nodes.values(), ...draft.lines.values()]) {
    if (element) readKept(draft.parts, element, key)
  }
  readLayout(draft, definitions)
  readLanes(draft, chosen.laneSets)
}

function warnOfMessageFlows({ rootElements = [] }: BpmnElement, problems: ProblemList): void {
  const count = rootElements.reduce((sum, { messageFlows }) => sum + (messageFlows?.length ?? 0), 0)
  if (count > 0) problems.warn('message_flows_ignored', null, { count })
}

function graphOf({ key, nodes, lines }: Draft): ProcessGraph {
  return {
    key,
    nodes: Object.fromEntries([...nodes.values()].map((node) => [node.key, nodeOf(node)])),
    transitions: Object.fromEntries([...lines.values()].map((line) => [line.key, transitionOf(line)])),
  }
}

function nodeOf({ key, type, scope, control, incoming, outgoing, ...rest }: DraftNode): GraphNode {
  const { catches, compensation, irreversible } = rest
  return {
    key,
    type,
    scope,
    control,
    incoming,
    outgoing,
    ...(catches.length > 0 ? { catches } : {}),
    ...(compensation ? { compensation } : {}),
    ...(irreversible ? { irreversible } : {}),
  }
}

function transitionOf({ key, from, to, conditional, otherwise }: DraftLine): Transition {
  return { key, from, to, ...(conditional ? { conditional } : {}), ...(otherwise ? { otherwise } : {}) }
}
