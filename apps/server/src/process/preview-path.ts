import type { PathPreview, PathPreviewInput } from '@mortise/api'
import { AppError, type LocalizedText } from '@mortise/core'
import { type Access, asSystem, asUser, type Principal, type RecordInput } from '@mortise/data'
import type { AppScope } from '@mortise/data/server'
import type { ProcessDocument } from '@mortise/metadata'
import {
  type Answer,
  type ApproverReason,
  answered,
  describeReason,
  type Need,
  type ReasonNames,
  type Walk,
  type WalkStep,
  walkProcess,
} from '@mortise/process'
import { askProgram, type NodeServices, processErrors, rehearse } from '@mortise/process/server'
import type { Services } from '../services.ts'
import { describeChoices } from './people-choices.ts'
import { reasonNames } from './reason-names.ts'
import { deciding } from './try/try-walk.ts'

export interface Previewing {
  principal: Principal
  scope: AppScope
  document: ProcessDocument
  input: PathPreviewInput
}

/** A way, and nodes for which nobody has chosen people yet: it went on there as if they had agreed. */
interface PathWalk {
  walk: Walk
  unchosen: { node: string; of: string }[]
}

/** The way that a process would go, with what is typed saved first; in a transaction that is taken back. */
export async function walkPath(
  services: Services,
  { principal, scope, document, input }: Previewing,
): Promise<PathWalk> {
  const { services: engine } = services.processEngine
  const program = engine.programs.inForce(scope.model.key, document.key)
  if (!program) throw processErrors.PROCESS_UNKNOWN({ process: document.key })
  const at = new Date().toISOString()
  const by = principal.id
  const unchosen: PathWalk['unchosen'] = []
  const walk = await rehearse(engine, { scope, process: document.key }, async (stage) => {
    const recordId = await savedRecord(stage, asUser(principal), document, input)
    const ask = askProgram(stage, { program, by, recordId, startedAt: at })
    const plan = { by, at, ...(input.chosen ? { chosen: input.chosen } : {}) }
    return await answered(
      (answer) => walkProcess(program.graph, { ...plan, ...deciding({}), answer }),
      async (need, state, moment) => withoutChoice(await ask(need, state, moment), need, unchosen),
    )
  })
  return { walk, unchosen }
}

function withoutChoice(answer: Answer, { node }: Need, unchosen: PathWalk['unchosen']): Answer {
  if (!('error' in answer) || answer.error.code !== 'CHOICE_MISSING') return answer
  unchosen.push({ node, of: String(answer.error.params?.of) })
  return { people: [], whenEmpty: 'pass' }
}

/** The record with what is typed, as it would be saved by the same person. */
async function savedRecord(
  { engine, scope }: NodeServices,
  access: Access,
  { entity, key }: ProcessDocument,
  { recordId, values = {} }: PathPreviewInput,
): Promise<string | null> {
  if (entity === undefined) return null
  const options = { acceptDuplicates: true, select: ['id'] }
  if (recordId === undefined) {
    return (await engine.create(access, scope, entity, values as RecordInput, options)).id as string
  }
  if (Object.keys(values).length === 0) return recordId
  const { version } = (await engine.get(asSystem(`process ${key}`), scope, entity, recordId, ['version'])) as {
    version: number
  }
  await engine.update(access, scope, entity, { id: recordId, version }, values as RecordInput, options)
  return recordId
}

/** What is shown before something is submitted. */
export async function previewPath(services: Services, previewing: Previewing): Promise<PathPreview> {
  const { scope, document, input, principal } = previewing
  try {
    const live = await walkPath(services, previewing)
    const names = await reasonNames(services, { app: scope.model.key, document })
    const organisation = await services.organisation.of(scope.model.key, document.key)
    const passed = new Set(live.walk.steps.map(({ node }) => node))
    const nodes = document.nodes.map(({ key }) => key).filter((key) => passed.has(key))
    const choices = await describeChoices(
      services,
      { model: scope.model, document, organisation },
      { nodes, whose: 'initiator', chosen: input.chosen ?? {} },
    )
    return { ...pathOf(live, document, names), choices, problem: null }
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500 || error.status === 404) throw error
    const problem = { code: error.code, message: error.messageIn(principal.language), params: error.params }
    return { steps: [], lines: [], choices: [], end: 'unsaved', problem }
  }
}

const ends: { readonly [end in Walk['end']]: PathPreview['end'] } = {
  ended: 'ended',
  incident: 'incident',
  asked: 'waits',
  refused: 'waits',
  limit: 'waits',
}

function pathOf({ walk }: PathWalk, document: ProcessDocument, names: ReasonNames) {
  const typeOf = (key: string) => document.nodes.find((node) => node.key === key)?.type ?? ''
  return {
    steps: walk.steps.map((step) => ({
      ...{ node: step.node, label: names.node(step.node), type: typeOf(step.node) },
      ...peopleOf(step, names),
      incident: step.incident ? { code: step.incident.code } : null,
    })),
    lines: [...walk.transitions],
    end: ends[walk.end],
  }
}

function peopleOf({ people }: WalkStep, names: ReasonNames) {
  const reasons = people?.map(({ reason }) => (reason ?? null) as ApproverReason | null) ?? []
  const shown = people?.map(({ user, agents = [], passed, self }, at) => ({
    ...{ user, agents, passed, self },
    reason: whyOf(reasons[at] ?? null, names),
  }))
  return { people: shown ?? null, lotOf: reasons.find((reason) => reason?.lotOf !== undefined)?.lotOf ?? null }
}

/** That one of them is drawn is said of all of them together. */
function whyOf(reason: ApproverReason | null, names: ReasonNames): LocalizedText | null {
  if (reason === null) return null
  const { lotOf: _lotOf, ...why } = reason
  return describeReason(why, names)
}
