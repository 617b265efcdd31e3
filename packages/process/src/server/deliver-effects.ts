import { AppError } from '@mortise/core'
import { qualified, type Workspace } from '@mortise/data/server'
import { processErrors } from '../errors.ts'
import type { InstanceRow } from '../store/instance-row.ts'
import type { StoredEffect } from '../store/write-instance.ts'
import type { ProcessServices } from './process-program.ts'
import { startInstance } from './start-instance.ts'
import { runTransition } from './transition.ts'

/** An effect that has been committed and has to happen now. */
interface DueEffect {
  id: string
  instance_id: string
  effect: StoredEffect
  attempts: number
}

const atOnce = 100
const attemptsAllowed = 8
const pauseMs = 2000

/**
 * Carries out what transitions left to be done after their commit. An effect is deleted once it has happened: it happens
 * at least once, and what it causes is fenced by the number of the attempt. Answers with how many were worked on.
 */
export async function deliverEffects(services: ProcessServices, workspace: Workspace, now: string): Promise<number> {
  const table = qualified(workspace.schema, 'process_effect')
  const { rows } = await workspace.database.run<DueEffect>({
    name: 'process-effects',
    text: `update ${table} e set attempts = attempts + 1, due_at = $1::timestamptz + (interval '1 millisecond' * ${pauseMs}) * (2 ^ attempts)
      where id in (select id from ${table} where due_at <= $1 and attempts < ${attemptsAllowed} order by due_at, id
        limit ${atOnce} for update skip locked)
      returning id, instance_id, effect, attempts`,
    values: [now],
  })
  for (const due of rows.sort((a, b) => (a.id < b.id ? -1 : 1))) await deliver(services, { workspace, now, due })
  return rows.length
}

interface Delivery {
  workspace: Workspace
  now: string
  due: DueEffect
}

async function deliver(services: ProcessServices, delivery: Delivery): Promise<void> {
  const { workspace, due } = delivery
  const table = qualified(workspace.schema, 'process_effect')
  try {
    await carryOut(services, delivery)
    await workspace.database.run({ text: `delete from ${table} where id = $1`, values: [due.id] })
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    await workspace.database.run({ text: `update ${table} set problem = $2 where id = $1`, values: [due.id, problem] })
  }
}

async function carryOut(services: ProcessServices, { workspace, now, due }: Delivery): Promise<void> {
  const { rows } = await workspace.database.run<InstanceRow>({
    text: `select * from ${qualified(workspace.schema, 'process_instance')} where id = $1`,
    values: [due.instance_id],
  })
  const [instance] = rows
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
    const output = await services.outside.run({ instance, node, key })
    await take(services, instance, { event: 'result', at: now, visit, attempt, output })
  },
  async publish(services, { workspace, now, effect, instance }) {
    const { rows } = await workspace.database.run<{ instance_id: string; id: number }>({
      text: `select instance_id, id from ${qualified(workspace.schema, 'process_wait')}
        where waits_on = $1 and name is not distinct from $2`,
      values: [effect.trigger.on, effect.trigger.name ?? null],
    })
    for (const wait of rows) {
      await take(services, { ...instance, id: wait.instance_id }, { event: 'fire', at: now, wait: wait.id })
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
    const { rows } = await workspace.database.run<InstanceRow>({
      text: `select * from ${qualified(workspace.schema, 'process_instance')}
        where parent_id = $1 and parent_visit = $2 and status = 'running'`,
      values: [instance.id, effect.visit],
    })
    for (const child of rows) await take(services, child, { event: 'stop', at: now, by: null, status: 'cancelled' })
  },
  async ended(services, { now, instance }) {
    const { parent_id: parent, parent_visit: visit, parent_attempt: attempt } = instance
    if (parent === null || visit === null || attempt === null) return
    const output = { outcome: instance.outcome, instance: instance.id }
    await take(services, { ...instance, id: parent }, { event: 'result', at: now, visit, attempt, output })
  },
}

/** An event from the engine itself; that it comes too late is no fault. */
async function take(
  services: ProcessServices,
  { id, app, process }: InstanceRow,
  event: Parameters<typeof runTransition>[2]['event'],
) {
  const scope = services.programs.scopeOf(app)
  if (!scope) return
  try {
    await runTransition(services, scope, { instance: id, process, event })
  } catch (error) {
    if (!(error instanceof AppError && error.status === 409)) throw error
  }
}
