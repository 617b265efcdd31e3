import { AppError } from '@mortise/core'
import { asSystem } from '@mortise/data'
import {
  type AppScope,
  type DataEngine,
  dropFollowedChanges,
  type FollowedChange,
  postponeFollowedChange,
  takeFollowedChanges,
  type Workspace,
} from '@mortise/data/server'
import type { StoredExpression } from '@mortise/expressions'
import type { ProcessDocument } from '@mortise/metadata'
import {
  type ProcessServices,
  type RecordWait,
  readInstance,
  recordWaits,
  runTransition,
  startInstance,
} from '@mortise/process/server'
import type { Notifications } from '../notifications/notifications.ts'

export interface FollowingParts {
  workspace: Workspace
  engine: DataEngine
  services: ProcessServices
  notifications: Notifications
}

const atOnce = 200
const attemptsAllowed = 8
const firstPauseMs = 2000

/**
 * Starts what changes of records start, and lets go on what waited for them. Changes are kept by the statement that makes
 * them: none is missed, and one that is looked at twice starts nothing twice. Answers with how many were looked at.
 */
export async function followChanges(parts: FollowingParts, now: string): Promise<number> {
  const { workspace } = parts
  const changes = await takeFollowedChanges(workspace, { now, limit: atOnce })
  for (const [place, group] of Map.groupBy(changes, ({ app, entity }) => `${app}/${entity}`)) {
    const [app = '', entity = ''] = place.split('/')
    const scope = parts.services.programs.scopeOf(app)
    const failed = scope ? await followGroup(parts, { scope, entity, changes: group, now }) : new Map()
    await dropFollowedChanges(
      workspace,
      group.flatMap(({ id }) => (failed.has(id) ? [] : [id])),
    )
    for (const change of group) {
      const problem = failed.get(change.id)
      if (problem !== undefined) await postpone(parts, { change, problem, now })
    }
  }
  return changes.length
}

interface Group {
  scope: AppScope
  entity: string
  changes: FollowedChange[]
  now: string
}

async function postpone(
  { workspace }: FollowingParts,
  { change, problem, now }: { change: FollowedChange; problem: string; now: string },
): Promise<void> {
  const pause = firstPauseMs * 2 ** change.attempts
  const until = change.attempts < attemptsAllowed ? new Date(Date.parse(now) + pause).toISOString() : null
  await postponeFollowedChange(workspace, { id: change.id, until, problem })
}

/** What could not be followed, by the id of the change, and why. */
async function followGroup(parts: FollowingParts, group: Group): Promise<Map<string, string>> {
  const failed = new Map<string, string>()
  const attempt = async (change: FollowedChange, run: () => Promise<void>) => {
    try {
      await run()
    } catch (error) {
      failed.set(change.id, error instanceof Error ? error.message : String(error))
    }
  }
  for (const document of group.scope.model.processes.values()) {
    const wanted = group.changes.filter((change) => starts(document, group.entity, change))
    if (wanted.length === 0) continue
    const fitting = await matching(parts, group, { ids: wanted.map(({ record_id: id }) => id), when: whenOf(document) })
    for (const change of wanted)
      if (fitting.has(change.record_id)) await attempt(change, () => startOne(parts, group, { document, change }))
  }
  const waits = await recordWaits(
    parts.workspace,
    group.changes.map(({ record_id: id }) => id),
  )
  for (const wait of waits) {
    const change = group.changes.find(({ record_id: id }) => id === wait.record_id)
    if (change) await attempt(change, () => goOn(parts, group, wait))
  }
  return failed
}

const whenOf = ({ start }: ProcessDocument): StoredExpression | undefined => start?.record?.when

function starts({ entity, start, off }: ProcessDocument, table: string, { kind, fields }: FollowedChange): boolean {
  const record = start?.record
  if (!record || off || entity !== table || kind === 'wait' || !record.on.includes(kind)) return false
  return kind === 'create' || !record.fields || record.fields.some((field) => fields.includes(field))
}

/** Which of these records there are, and fulfil the condition: asked for all of them at once. */
async function matching(
  { engine }: FollowingParts,
  { scope, entity }: Pick<Group, 'scope' | 'entity'>,
  { ids, when }: { ids: readonly string[]; when: StoredExpression | undefined },
): Promise<Set<string>> {
  const named = { field: 'id', op: 'in' as const, value: [...new Set(ids)] }
  const { records } = await engine.query(asSystem('process start'), scope, entity, {
    select: ['id'],
    filter: when ? { and: [named, { formula: when }] } : named,
    page: { size: atOnce },
  })
  return new Set(records.map(({ id }) => String(id)))
}

interface StartingOne {
  document: ProcessDocument
  change: FollowedChange
}

async function startOne(
  { workspace, services, notifications }: FollowingParts,
  { scope, now }: Group,
  { document, change }: StartingOne,
): Promise<void> {
  const { app, record_id: recordId, id, source } = change
  const cause = source?.kind === 'process' && source.id ? await readInstance(workspace, source.id) : null
  try {
    await startInstance(services, scope, {
      ...{ app, process: document.key, by: change.actor_id ?? cause?.initiator ?? null, recordId, at: now },
      click: `record:${id}:${document.key}`,
      origin: { by: 'record', cause: cause?.id ?? null },
    })
  } catch (error) {
    const code = error instanceof AppError ? error.code : null
    if (code === 'ALREADY_RUNNING') return
    if (code !== 'PROCESS_TOO_DEEP') throw error
    const { administrators } = await services.together({ scope, process: document.key }, async ({ organisation }) => ({
      administrators: organisation.administrators(),
    }))
    await notifications.notify([
      {
        ...{ kind: 'incident', key: `loop:${document.key}:${recordId}`, users: administrators, app },
        ...{ process: document.key, title: cause?.title ?? recordId, entity: change.entity, recordId },
      },
    ])
  }
}

/** The instance goes on if its record is now as the node wants it. */
async function goOn(parts: FollowingParts, { scope, now }: Group, wait: RecordWait): Promise<void> {
  const condition = conditionOf(wait)
  if (!condition) return
  const asked = { ids: [wait.record_id], when: condition }
  const fitting = await matching(parts, { scope, entity: wait.entity }, asked)
  if (!fitting.has(wait.record_id)) return
  try {
    const event = { event: 'fire', at: now, wait: wait.id } as const
    await runTransition(parts.services, scope, { instance: wait.instance_id, process: wait.process, event })
  } catch (error) {
    if (!(error instanceof AppError && error.status === 409)) throw error
  }
}

/** Of a node itself, or of what an event handler begins at. */
function conditionOf({ options }: RecordWait): StoredExpression | null {
  const { condition, trigger } = (options ?? {}) as {
    condition?: StoredExpression
    trigger?: { condition?: StoredExpression }
  }
  return condition ?? trigger?.condition ?? null
}
