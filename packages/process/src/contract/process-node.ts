import type { LocalizedText } from '@mortise/core'
import type { EntityRecord } from '@mortise/data'
import type { ProcessState } from '../state/process-state.ts'
import type { Answer, Need } from '../step/step-result.ts'

/** A running instance, as nodes see it. */
export interface InstanceFacts {
  id: string
  app: string
  process: string
  /** The table and the record that it is about; null for processes without one. */
  entity: string | null
  recordId: string | null
  initiator: string | null
  startedAt: string
  /** It is only asked what would happen: nothing of it stays. */
  rehearsed?: true
  /** The whole state, with what earlier nodes gave in `outputs`. */
  state: ProcessState
  /** Of a repetition over a list: which item this is. */
  item: { index: number; value: unknown } | null
  /** The scope in which something is asked. */
  scope: number
}

/** A question of the engine about a node, for the kind of the node to answer. */
export interface NodeQuestion<Services> {
  need: Need
  node: { key: string; type: string; options: unknown }
  instance: InstanceFacts
  /** The record as it is now, within the transaction, whoever may read it; null for processes without one. */
  record(): Promise<EntityRecord | null>
  /** Now, ISO. */
  at: string
  services: Services
}

/** What whoever has the link of a task sees, and may answer. */
export interface LinkPage {
  text: LocalizedText
  fields: { label: LocalizedText; text: { zh: string; en: string } }[]
  /** What the answers are called. */
  approve: LocalizedText
  reject: LocalizedText
  comment: 'none' | 'optional' | 'on_reject'
  /** The field that keeps how content they are, from 1 to 5. */
  rating: { field: string; label: LocalizedText } | null
}

/**
 * The server half of a kind of node: what it answers within the transaction of the instance. Whatever it throws is an
 * incident at the node, and what people did before is kept.
 */
export interface ProcessNodeServer<Services> {
  type: string
  answer(question: NodeQuestion<Services>): Promise<Answer>
  /** Of tasks that somebody without an account can answer by a link: what they see. */
  page?(question: NodeQuestion<Services>): Promise<LinkPage>
  /** Of nodes that work outside: what is done there, after the commit and perhaps again; the answer is its output. */
  outside?(question: NodeQuestion<Services>, outside: never): Promise<unknown>
}
