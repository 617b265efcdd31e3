import { AppError } from '@mortise/core'
import type { Workspace } from '@mortise/data/server'
import { processErrors } from '../errors.ts'
import type { Failure } from '../step/process-event.ts'
import { type DueEffect, dropEffect, noteProblem, takeDueEffects } from '../store/effect-store.ts'
import type { InstanceRow } from '../store/instance-row.ts'
import { calledInstances, readInstance } from '../store/read-instance.ts'
import { waitsFor } from '../store/wait-store.ts'
import type { StoredEffect } from '../store/write-instance.ts'
import type { ProcessServices } from './process-program.ts'
import { startInstance } from './start-instance.ts'
import { runTransition } from './transition.ts'

/** With pauses of two seconds, four, eight …: about four minutes in all. */
const attemptsAllowed = 8

/**
 * Carries out what transitions left to be done after their commit. An effect is deleted once it has happened: it happens
 * at least once, and what it causes is fenced by the number of the attempt. Work outside that fails again and again becomes
 * an incident at its node; what only concerns the engine itself is tried for as long as it takes. Answers with how many were worked on.
 */
export async function deliverEffects(services: ProcessServices, workspace: Workspace, now: string): Promise<number> {
  return (await deliverInside(services, workspace, now)) + (await deliverOutside(services, workspace, now))
}

/**
 * Does the work that nodes do outside, all of it side by side: one that is slow to answer holds up nobody. What is not done
 * after a minute is taken for lost, and tried again.
 */
export async function deliverOutside(services: ProcessServices, workspace: Workspace, now: string): Promise<number> {
  const due = await takeDueEffects(workspace, now, 'outside')
  await Promise.all(due.map((one) => deliver(services, { workspace, now, due: one })))
  return due.length
}

/** What the engine itself left to be done, without the work outside. */
export async function deliverInside(services: ProcessServices, workspace: Workspace, now: string): Promise<number> {
  const due = await takeDueEffects(workspace, now, 'engine')
  for (const one of due) await deliver(services, { workspace, now, due: one })
  return due.length
}

interface Delivery {
  workspace: Workspace
  now: string
  due: DueEffect
}

async function deliver(services: ProcessServices, delivery: Delivery): Promise<void> {
  const { workspace, due } = delivery
  try {
    await carryOut(services, delivery)
    await dropEffect(workspace, due.id)
  } catch (error) {
    const tryAgain = due.attempts < attemptsAllowed && !isFinal(error)
    if (tryAgain || !isOutside(due.effect)) return await noteProblem(workspace, due.id, messageOf(error))
    await giveUp(services, delivery, error)
  }
}

/** Others have to happen, or an instance would wait for ever. */
const isOutside = ({ effect }: StoredEffect) =>
  effect === 'run' || effect === 'call' || effect === 'remind' || effect === 'copy'

/** What cannot be done as it is asked for will not be done later. */
const isFinal = (error: unknown) => error instanceof AppError && error.status === 422

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** The node that waits for it has an incident, so that somebody sees it and says how it goes on. */
async function giveUp(services: ProcessServices, { workspace, now, due }: Delivery, error: unknown): Promise<void> {
  const { effect } = due
  const instance = await readInstance(workspace, due.instance_id)
  if (instance && (effect.effect === 'run' || effect.effect === 'call')) {
    const { visit, attempt } = effect
    const work = effect.effect === 'run' ? { node: effect.node } : {}
    await take(services, instance, { event: 'result', at: now, visit, attempt, ...work, error: failureOf(error) })
  }
  await dropEffect(workspace, due.id)
}

function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return { code: error.code, params: error.params }
  return { code: 'NODE_FAILED', params: { reason: messageOf(error) } }
}

async function carryOut(services: ProcessServices, { workspace, now, due }: Delivery): Promise<void> {
  const instance = await readInstance(workspace, due.instance_id)
  if (!instance) return
  const carry = carryOutBy[due.effect.effect] as (services: ProcessServices, carrying: object) => Promise<void>
  await carry(services, { workspace, now, instance, effect: due.effect })
}

interface Carrying<Name extends StoredEffect['effect']> {
  workspace: Workspace
  now: string
  instance: InstanceRow
  effect: StoredEffect & { effect: Name }
}

type CarryOut<Name extends StoredEffect['effect']> = (
  services: ProcessServices,
  carrying: Carrying<Name>,
) => Promise<void>

const tell = (
  services: ProcessServices,
  { instance, effect }: Pick<Carrying<'remind' | 'copy'>, 'instance' | 'effect'>,
) => services.outside.tell({ instance, what: effect.effect, visit: effect.visit, deadline: effect.deadline })

const carryOutBy: { [Name in StoredEffect['effect']]: CarryOut<Name> } = {
  continue: (services, { instance, now }) => take(services, instance, { event: 'continue', at: now }),
  remind: tell,
  copy: tell,
  async run(services, { instance, now, effect }) {
    const { visit, attempt, node } = effect
    const key = `${instance.id}:${visit}:${attempt}`
    const done = await services.outside.run({ instance, node, key })
    if (!done) return
    // What was worked on by two servers is answered once.
    await take(services, instance, { event: 'result', at: now, visit, attempt, node, ...done }, `result:${key}`)
  },
  async publish(services, { workspace, now, effect, instance }) {
    for (const wait of await waitsFor(workspace, effect.trigger)) {
      const { app, process } = wait
      await take(
        services,
        { ...instance, id: wait.instance_id, app, process },
        { event: 'fire', at: now, wait: wait.id },
      )
    }
  },
  async call(services, { now, effect, instance }) {
    const { visit, attempt, node } = effect
    const scope = services.programs.scopeOf(instance.app)
    const process = services.programs.inForce(instance.app, instance.process)?.calls(node)
    if (!scope || !process) throw processErrors.PROCESS_UNKNOWN({ process: process ?? node })
    await startInstance(services, scope, {
      ...{ app: instance.app, process, by: instance.initiator, recordId: instance.record_id, at: now },
      click: `${instance.id}:${visit}:${attempt}`,
      parent: { instance: instance.id, visit, attempt },
    })
  },
  async cancel_call(services, { workspace, now, effect, instance }) {
    for (const child of await calledInstances(workspace, { id: instance.id, visit: effect.visit })) {
      await take(services, child, { event: 'stop', at: now, by: null, status: 'cancelled' })
    }
  },
  async ended(services, { now, instance }) {
    const { parent_id: parent, parent_visit: visit, parent_attempt: attempt } = instance
    if (parent === null || visit === null || attempt === null) return
    const { thrown } = instance.state
    const result =
      thrown === undefined
        ? { output: { outcome: instance.outcome, instance: instance.id } }
        : { error: { code: thrown, params: { name: thrown, instance: instance.id }, business: true } }
    await take(services, { ...instance, id: parent }, { event: 'result', at: now, visit, attempt, ...result })
  },
  async escalate(services, { now, instance, effect: { name } }) {
    const { parent_id: parent, parent_visit: visit, parent_attempt: attempt } = instance
    if (parent === null || visit === null || attempt === null) return
    await take(services, { ...instance, id: parent }, { event: 'escalation', at: now, visit, attempt, name })
  },
}

/** An event from the engine itself; that it comes too late is no fault. */
async function take(
  services: ProcessServices,
  { id, app, process }: InstanceRow,
  event: Parameters<typeof runTransition>[2]['event'],
  click?: string,
) {
  const scope = services.programs.scopeOf(app)
  if (!scope) return
  try {
    await runTransition(services, scope, { instance: id, process, event, ...(click ? { click } : {}) })
  } catch (error) {
    if (!(error instanceof AppError && error.status === 409)) throw error
  }
}
