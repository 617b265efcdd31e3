import { AppError } from '@mortise/core'
import type { EntityRecord } from '@mortise/data'
import { databaseFault } from '@mortise/data/server'
import type { InstanceFacts } from '../contract/process-node.ts'
import type { ProcessState } from '../state/process-state.ts'
import { itemAround } from '../state/scopes-around.ts'
import type { Failure } from '../step/process-event.ts'
import type { Answer, Need, Resolved, StepResult } from '../step/step-result.ts'
import type { NodeGuard } from './guard-nodes.ts'
import type { NodeServices, ProcessProgram } from './process-program.ts'

/** What questions of one transition are answered with. */
export interface Answering {
  program: ProcessProgram
  facts: Omit<InstanceFacts, 'state' | 'item' | 'scope'>
  joined: NodeServices
  /** Around what is done for each question. */
  guard: NodeGuard
  at: string
  /** Whose choice of people this transition can bring; null when nobody's. */
  chooses: 'initiator' | 'previous' | null
  /** The record as it is now. */
  record(): Promise<EntityRecord | null>
}

/** The database ended the transaction: all of it is done again. */
const conflicts: ReadonlySet<string> = new Set(['40P01', '40001'])

/**
 * Answers what a step asks. What fails is answered with the failure, so that it becomes an incident at its node: whatever
 * it had written is taken back alone, and the decision that led to it stays.
 */
export async function answerNeeds(answering: Answering, { needs, state }: StepResult): Promise<Resolved> {
  const answers: { [id: number]: Answer } = {}
  for (const need of needs) answers[need.id] = await answerOne(answering, need, state)
  return answers
}

/** Answers one question; what it wrote is taken back alone where it fails. */
export async function answerOne(answering: Answering, need: Need, state: ProcessState): Promise<Answer> {
  const { program, facts, joined, guard, at } = answering
  const node = program.graph.nodes[need.node]
  guard.begin()
  try {
    return await program.answer({
      need,
      node: { key: need.node, type: node?.type ?? '', options: null },
      instance: { ...facts, state, item: itemAround(state, need.scope), scope: need.scope },
      record: answering.record,
      at,
      services: joined,
    })
  } catch (error) {
    if (conflicts.has(databaseFault(error)?.code ?? '')) throw error
    if (error instanceof AppError && isMissingChoice(error, answering)) throw error
    await guard.takeBack()
    return { error: failureOf(error) }
  } finally {
    guard.end()
  }
}

/** Whoever acts is asked for it: the decision is not taken without it. */
function isMissingChoice({ code, params }: AppError, { chooses }: Answering): boolean {
  return code === 'CHOICE_MISSING' && chooses !== null && params.of === chooses
}

/** Errors of ours keep their code and details; of others only that there was one is kept, and what it said. */
function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return { code: error.code, params: error.params }
  return { code: 'NODE_FAILED', params: { reason: error instanceof Error ? error.message : String(error) } }
}
