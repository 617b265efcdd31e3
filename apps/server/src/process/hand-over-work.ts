import type { HandoverResult, OpenWork } from '@mortise/api'
import { AppError } from '@mortise/core'
import type { Principal } from '@mortise/data'
import { qualified, type Workspace } from '@mortise/data/server'
import { identityErrors } from '../errors.ts'
import type { Services } from '../services.ts'
import { nodeLabel } from './instance-view.ts'
import { takeEvent } from './take-event.ts'

interface OpenInstance {
  id: string
  app: string
  process: string
  title: string
  tasks: number
}

/** Instances in which something waits for somebody, or will; or for which they were chosen. */
async function instancesWith({ database, schema }: Workspace, person: string): Promise<OpenInstance[]> {
  const { rows } = await database.run<OpenInstance>({
    text: `select i.id, i.app, i.process, i.title, count(t.actor_id)::integer as tasks
      from ${qualified(schema, 'process_instance')} i
      left join ${qualified(schema, 'process_task')} t on t.instance_id = i.id and t.user_id = $1
        and t.state in ('pending', 'waiting', 'standby')
      where i.status = 'running' and (t.instance_id is not null
        or (i.state -> 'outputs' -> '$chosen')::text like '%' || $1 || '%')
      group by i.id order by i.id`,
    values: [person],
  })
  return rows
}

/** What is left with somebody who leaves. */
export async function openWorkOf(services: Services, person: string): Promise<OpenWork> {
  const { database, workspace } = services
  const now = new Date().toISOString()
  const [instances, away, successor] = await Promise.all([
    instancesWith(workspace, person),
    database.run<{ count: string }>({
      text: 'select count(*) as count from mortise.away where agent_id = $1 and ends_at > $2',
      values: [person, now],
    }),
    database.run<{ id: string }>({
      text: 'select successor_id as id from mortise.successor where person_id = $1',
      values: [person],
    }),
  ])
  return {
    tasks: instances.reduce((total, { tasks }) => total + tasks, 0),
    agentFor: Number(away.rows[0]?.count ?? 0),
    named: processesNaming(services, person),
    successor: successor.rows[0]?.id ?? null,
  }
}

/** Processes in force whose nodes name the person. */
function processesNaming({ apps }: Services, person: string): OpenWork['named'] {
  return apps.list().flatMap(({ key: app, processes }) =>
    [...processes.values()].flatMap((document) => {
      const nodes = document.nodes.filter(({ options }) => JSON.stringify(options ?? {}).includes(person))
      if (nodes.length === 0) return []
      const labels = nodes.map(({ key }) => nodeLabel(document, key))
      return [{ app, process: document.key, label: document.label, nodes: labels }]
    }),
  )
}

interface HandingOver {
  by: Principal
  from: string
  to: string
  future: boolean
  key: string
}

/** Another person takes over all that is open; each instance in a transaction of its own, so that none holds up the others. */
export async function handOverWork(
  services: Services,
  { by, from, to, future, key }: HandingOver,
): Promise<HandoverResult> {
  const { workspace } = services
  if (from === to) throw identityErrors.AWAY_SELF({ path: 'to' })
  for (const id of [from, to]) {
    const person = await services.people.person(id)
    if (!person || (id === to && !person.active)) throw identityErrors.USER_NOT_FOUND({ path: 'to' })
  }
  const problems: HandoverResult['problems'] = []
  let tasks = 0
  for (const instance of await instancesWith(workspace, from)) {
    try {
      const event = { event: 'hand_over', by: by.id, from, to } as const
      await takeEvent(services, { entered: instance, by, key: `${key}:${instance.id}`, event })
      tasks += instance.tasks
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      problems.push({
        ...{ instance: instance.id, title: instance.title, code: error.code },
        message: error.messageIn(by.language),
      })
    }
  }
  const agentFor = await handOverAway(services, { from, to })
  if (future) await setSuccessor(services, { from, to })
  services.organisation.forget()
  return { tasks, agentFor, problems }
}

/** Whom they would act for has the other one as their agent; nobody becomes their own. */
async function handOverAway({ database }: Services, { from, to }: { from: string; to: string }): Promise<number> {
  const values = [from, to, new Date().toISOString()]
  const { count } = await database.run({
    text: `update mortise.away set agent_id = $2 where agent_id = $1 and ends_at > $3 and person_id <> $2`,
    values,
  })
  await database.run({
    text: 'delete from mortise.away where agent_id = $1 and ends_at > $2 and person_id = $3',
    values: [from, values[2], to],
  })
  return count
}

async function setSuccessor({ database }: Services, { from, to }: { from: string; to: string }): Promise<void> {
  await database.run({
    text: `insert into mortise.successor (person_id, successor_id, at) values ($1, $2, $3)
      on conflict (person_id) do update set successor_id = excluded.successor_id, at = excluded.at`,
    values: [from, to, new Date().toISOString()],
  })
}
