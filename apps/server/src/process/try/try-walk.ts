import type { TriedPerson, TriedStep, TriedWalk, TryDecision, TryWalkInput } from '@mortise/api'
import type { Access, EntityRecord, RecordInput } from '@mortise/data'
import {
  type ApproverReason,
  answered,
  controlOf,
  describeIncident,
  describeReason,
  type Plan,
  type ReasonNames,
  type TaskAct,
  type Walk,
  type WalkStep,
  walkProcess,
} from '@mortise/process'
import { askProgram, type NodeServices, processErrors, rehearse } from '@mortise/process/server'
import type { Services } from '../../services.ts'
import { drawingOf } from '../instance-view.ts'
import { reasonNames } from '../reason-names.ts'
import type { TriedProcess } from './tried-process.ts'

/** The way one instance would take, with whom it would ask and why. Records are read and written with the rights of `access`. */
export async function tryWalk(
  services: Services,
  tried: TriedProcess,
  { access, input }: { access: Access; input: TryWalkInput },
): Promise<TriedWalk> {
  const { program, document, scope } = tried
  if (!(await services.organisation.of(scope.model.key, document.key)).person(input.initiator))
    throw processErrors.NOBODY_THERE({ path: 'initiator' })
  const names = await reasonNames(services, { app: scope.model.key, document })
  const startedAt = new Date().toISOString()
  const walk = await rehearse(services.processEngine.services, { scope, process: document.key }, async (stage) => {
    const recordId = await sampleRecord(stage, tried, { access, input })
    const ask = askProgram(stage, { program, by: input.initiator, recordId, startedAt })
    const plan = { by: input.initiator, at: startedAt, ...deciding(input.decisions ?? {}) }
    return await answered((answer) => walkProcess(program.graph, { ...plan, answer }), ask)
  })
  return { drawing: drawingOf(document), ...walkView(tried, walk, names) }
}

/** The record that it is about, with what was typed over it: in the transaction only. */
async function sampleRecord(
  { engine, scope }: NodeServices,
  { document: { entity } }: TriedProcess,
  { access, input: { recordId, values } }: { access: Access; input: TryWalkInput },
): Promise<string | null> {
  if (entity === undefined) return null
  if (recordId === undefined) {
    if (!values) throw processErrors.TRY_RECORD_MISSING({ path: 'recordId' })
    return idOf(await engine.create(access, scope, entity, values as RecordInput, { acceptDuplicates: true }))
  }
  const { version } = await engine.get(access, scope, entity, recordId, ['id', 'version'])
  if (!values || Object.keys(values).length === 0) return recordId
  const target = { id: recordId, version: Number(version) }
  return idOf(await engine.update(access, scope, entity, target, values as RecordInput, { acceptDuplicates: true }))
}

const idOf = ({ id }: EntityRecord) => String(id)

/** A return is made once, the first time that somebody is asked there; from then on they agree. */
export function deciding(decisions: { readonly [node: string]: TryDecision }): Pick<Plan, 'act' | 'minutes'> {
  const first = new Map<string, number>()
  return {
    act({ node, visit, round }) {
      const known = first.get(node) ?? visit
      first.set(node, known)
      return actOf(decisions[node], known === visit && round === 1)
    },
    minutes: (node) => decisions[node]?.minutes ?? 0,
  }
}

function actOf(decision: TryDecision | undefined, first: boolean): TaskAct {
  // What a node demands of people is not what is tried.
  const said = { comment: '…', signature: '…' }
  if (decision?.do === 'reject') return { do: 'reject', ...said }
  if (decision?.do === 'return' && decision.to && first) return { do: 'return', to: decision.to, ...said }
  return { do: 'approve', ...said }
}

/** A walk in words. */
export function walkView(
  { program }: Pick<TriedProcess, 'program'>,
  { steps, transitions, status, outcome, end, at }: Walk,
  names: ReasonNames,
): Omit<TriedWalk, 'drawing'> {
  const actions = (node: string) => controlOf(program.graph.nodes[node], 'people')?.settings.deadlines ?? []
  const view = (step: WalkStep): TriedStep => ({
    ...{ node: step.node, visit: step.visit, from: step.from, to: step.to, outcome: step.outcome },
    people: step.people?.map((person) => personView(person, names)) ?? null,
    problem: step.incident ? describeIncident(step.incident) : null,
    deadlines: step.deadlines.map(({ key, due }) => ({
      ...{ key, due, action: actions(step.node).find((one) => one.key === key)?.action ?? 'remind' },
    })),
  })
  return {
    ...{ steps: steps.map(view), transitions, outcome, end, at },
    status: status as TriedWalk['status'],
  }
}

type WalkPerson = NonNullable<Walk['steps'][number]['people']>[number]

function personView({ user, reason, passed, self, outcome }: WalkPerson, names: ReasonNames): TriedPerson {
  const why = reason ? describeReason(reason as ApproverReason, names) : null
  return { user, reason: why, passed, self, outcome }
}
