import { uuidv7 } from '@mortise/core'
import { qualified, type Statement } from '@mortise/data/server'
import type { ProcessEffect, ProcessWrite } from '../step/step-result.ts'
import type { InstanceRow } from './instance-row.ts'
import { joinParts, type WritePart } from './write-parts.ts'

/** What is to happen after the commit: what the step asked for, and what the storing of it does. */
export type StoredEffect =
  | ProcessEffect
  /** There is more to do than one transaction holds. */
  | { effect: 'continue' }
  /** The instance that called this one can go on. */
  | { effect: 'ended' }

/** A transition, as it is to be stored. */
export interface Stored {
  instance: InstanceRow
  isNew: boolean
  writes: readonly ProcessWrite[]
  effects: readonly StoredEffect[]
  at: string
}

/** What stores a transition: the instance, and everything that says the same in rows. */
export function instanceParts(schema: string, stored: Stored): WritePart[] {
  const { instance, isNew } = stored
  const rows = rowsOf(stored)
  const texts = textsOf(schema)
  const part = (text: string, given: readonly unknown[]): WritePart[] =>
    given.length > 0 ? [{ text, values: [instance.id, JSON.stringify(given)] }] : []
  return [
    { text: isNew ? texts.begin : texts.update, values: [JSON.stringify(instance)] },
    ...part(texts.visits, rows.visits),
    ...part(texts.tasks, rows.tasks),
    ...part(texts.waits, rows.waits),
    ...(rows.gone.length > 0 ? [{ text: texts.gone, values: [instance.id, rows.gone] }] : []),
    ...part(texts.events, rows.events),
    ...part(texts.effects, rows.effects),
  ]
}

/** The same as a statement of its own. */
export const instanceStatement = (schema: string, stored: Stored): Statement =>
  joinParts(instanceParts(schema, stored)).statement

/** The last of several writes to the same thing counts. */
function rowsOf({ instance, writes, effects, at }: Stored) {
  const visits = new Map<number, object>()
  const tasks = new Map<string, object>()
  const waits = new Map<number, object>()
  const gone = new Set<number>()
  const events: object[] = []
  for (const write of writes) {
    if (write.write === 'visit') visits.set(write.visit.id, write.visit)
    if (write.write === 'actor') tasks.set(`${write.visit}/${write.actor.id}`, write)
    if (write.write === 'wait') waits.set(write.wait.id, write.wait)
    if (write.write === 'wait_gone') gone.add(write.id)
    if (write.write === 'log')
      events.push({ ...write, number: instance.events - countLogs(writes) + events.length + 1 })
  }
  for (const id of gone) waits.delete(id)
  return {
    visits: [...visits.values()],
    tasks: [...tasks.values()],
    waits: [...waits.values()],
    gone: [...gone],
    events,
    effects: effects.map((effect) => ({ id: uuidv7(), effect, at })),
  }
}

export function countLogs(writes: readonly ProcessWrite[]): number {
  return writes.filter(({ write }) => write === 'log').length
}

type Texts = ReturnType<typeof writeTexts>
const written = new Map<string, Texts>()

function textsOf(schema: string): Texts {
  const known = written.get(schema) ?? writeTexts((name) => qualified(schema, name))
  written.set(schema, known)
  return known
}

/** `$1` is the instance, or its id; `$2` what there is to write. */
function writeTexts(table: (name: string) => string) {
  return {
    begin: insertInstance(table),
    update: updateInstance(table),
    visits: `insert into ${table('process_visit')} as v (instance_id, id, node, scope, round, via, follows, state, needs,
        outcome, attempt, entered_at, left_at, incident)
      select $1::uuid, x.id, x.node, x.scope, x.round, x.via, coalesce(x."from", '{}'), x.state, x.needs, x.outcome, x.attempt,
        x."enteredAt", x."leftAt", x.incident
      from json_to_recordset($2::json) as x (id integer, node text, scope integer, round integer, via text,
        "from" integer[], state text, needs text, outcome text, attempt integer, "enteredAt" timestamptz,
        "leftAt" timestamptz, incident jsonb)
      on conflict (instance_id, id) do update set node = excluded.node, state = excluded.state, needs = excluded.needs,
        outcome = excluded.outcome, attempt = excluded.attempt, left_at = excluded.left_at, incident = excluded.incident`,
    tasks: `insert into ${table('process_task')} (instance_id, visit_id, actor_id, group_id, user_id, agents, origin, state,
        weight, assigned_at, seen_at, decided_at, decided_by, comment, remark, reason)
      select $1::uuid, x.visit, a.id, x."group", a."user", coalesce(a.agents, '{}'), a.origin, a.state, a.weight,
        a."assignedAt", a."seenAt", a."decidedAt", a."decidedBy", a.comment, a.remark, a.reason
      from json_to_recordset($2::json) as x (visit integer, "group" integer, actor json),
        json_to_record(x.actor) as a (id integer, "user" uuid, agents uuid[], origin text, state text, weight numeric,
          "assignedAt" timestamptz, "seenAt" timestamptz, "decidedAt" timestamptz, "decidedBy" uuid, comment text,
          remark jsonb, reason jsonb)
      on conflict (instance_id, visit_id, actor_id) do update set state = excluded.state, weight = excluded.weight,
        assigned_at = excluded.assigned_at, seen_at = excluded.seen_at, decided_at = excluded.decided_at,
        decided_by = excluded.decided_by, comment = excluded.comment, remark = excluded.remark`,
    waits: `insert into ${table('process_wait')} (instance_id, id, visit_id, node, deadline, waits_on, due_at, name, key)
      select $1::uuid, x.id, x.visit, x.node, x.deadline, x."on", x.due, x.name, x.key
      from json_to_recordset($2::json) as x (id integer, visit integer, node text, deadline text, "on" text,
        due timestamptz, name text, key text)
      on conflict (instance_id, id) do update set node = excluded.node, due_at = excluded.due_at, key = excluded.key`,
    gone: `delete from ${table('process_wait')} where instance_id = $1::uuid and id = any($2::integer[])`,
    events: `insert into ${table('process_event')} (instance_id, number, type, by_user, at, visit_id, data)
      select $1::uuid, x.number, x.type, x.by, x.at, x.visit, x.data
      from json_to_recordset($2::json) as x (number integer, type text, by uuid, at timestamptz, visit integer, data jsonb)`,
    effects: `insert into ${table('process_effect')} (id, instance_id, effect, due_at)
      select x.id, $1::uuid, x.effect, x.at
      from json_to_recordset($2::json) as x (id uuid, effect jsonb, at timestamptz)`,
  }
}

const columns = `id uuid, app text, process text, version_id uuid, title text, status text, outcome text, rev integer,
  events integer, entity text, record_id uuid, initiator uuid, parent_id uuid, parent_visit integer,
  parent_attempt integer, incidents integer, state jsonb, alone text, path text, started_at timestamptz, ended_at timestamptz`

function insertInstance(table: (name: string) => string): string {
  return `insert into ${table('process_instance')} (id, app, process, version_id, title, status, outcome, rev, events,
      entity, record_id, initiator, parent_id, parent_visit, parent_attempt, incidents, state, alone, path, started_at,
      ended_at)
    select x.* from json_to_record($1::json) as x (${columns})`
}

function updateInstance(table: (name: string) => string): string {
  return `update ${table('process_instance')} p set version_id = x.version_id, status = x.status,
      outcome = x.outcome, rev = x.rev, events = x.events, incidents = x.incidents, state = x.state, alone = x.alone,
      path = x.path, ended_at = x.ended_at, initiator = x.initiator
    from json_to_record($1::json) as x (${columns}) where p.id = x.id`
}
