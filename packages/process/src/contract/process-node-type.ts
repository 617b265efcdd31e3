import type { NodeDescription, ProcessDocument, ProcessNode } from '@mortise/metadata'
import type { Static, TObject } from '@mortise/metadata/schema'
import type { CallFact, FieldFact, PeopleFact } from '../check/process-facts.ts'
import type { ProblemCode } from '../check/texts/problem-texts.ts'
import type { Control, Trigger } from '../graph/process-graph.ts'

/** How many lines may lead into and out of a node: at least, at most. Null: as many as wanted. */
export interface NodePorts {
  in: readonly [number, number | null]
  out: readonly [number, number | null]
  /** Lines out of it may have conditions. */
  conditions?: boolean
}

/** Where a node stands, for what it makes of its options. */
export interface ControlPlace {
  document: ProcessDocument
  node: ProcessNode
  /** What the start of the event handler around is waiting for. */
  trigger: Trigger | null
  /** The join that names this node as its fork. */
  join: string | null
}

/** What is known about a node besides what the engine does there, for the checks before publishing. */
export interface NodeFacts {
  people?: PeopleFact
  fields?: FieldFact
  call?: CallFact
  /** Days that it waits. */
  timer?: number
  /** Hours until each deadline. */
  deadlines?: { readonly [deadline: string]: number }
}

/**
 * The shared half of a type of node: what documents know of it, and what the engine does there. Adding a type is adding
 * its folder in `packages/kinds/src/process-nodes`.
 */
export interface ProcessNodeType<Options extends TObject = TObject> extends NodeDescription<Options> {
  ports: NodePorts
  /** What the engine does at the node. Pure. */
  control(options: Static<Options>, place: ControlPlace): Control
  /** Pure. */
  facts?(options: Static<Options>): NodeFacts
  /** Of an event handler: what it is started by. */
  trigger?(options: Static<Options>): Trigger
  /** Of a call: the process that it starts. */
  calls?(options: Static<Options>): string
  /** The option that a finding about the node comes from, by the code of the finding: told there, where it is mended. */
  problemOptions?: { readonly [Code in ProblemCode]?: string }
  /** Of a join: the fork that it belongs to. */
  joins?(options: Static<Options>): string | null
}

/** Declares the shared half of a type of node, with the option types inferred from its schema. */
export function defineNodeType<Options extends TObject>(
  definition: ProcessNodeType<Options>,
): ProcessNodeType<Options> {
  return definition
}
