import { type Executor, qualified, type Workspace, type WorkspacePart } from '@mortise/data/server'
import type { NodeMapping } from '../migrate/move.ts'
import type { MoveProblem } from '../migrate/move-problem.ts'
import type { ProcessState } from '../state/process-state.ts'
import type { InstanceRow } from './instance-row.ts'

/** What became of an instance: `kept` went on after it was moved, so that the move could not be taken back. */
export type MoveOutcome = 'moved' | 'blocked' | 'undone' | 'kept'

/** Instances that are brought from one version to another, part by part. */
export interface MoveRow {
  id: string
  app: string
  process: string
  from_version: string
  to_version: string
  mapping: NodeMapping
  created_at: string
  created_by: string
  undone_at: string | null
}

/** The tables of moves, beside those of running processes. */
export const moveTables: WorkspacePart = {
  name: 'process moves',
  content: '1',
  async install(trx, schema) {
    for (const text of statements((name) => qualified(schema, name))) await trx.run({ text, values: [] })
  },
}

function statements(table: (name: string) => string): string[] {
  return [
    `create table if not exists ${table('process_move')} (
      id uuid constraint process_move_key primary key, app text not null, process text not null,
      from_version uuid not null, to_version uuid not null, mapping jsonb not null,
      created_at timestamptz(3) not null, created_by uuid not null, undone_at timestamptz(3)
    )`,
    `create index if not exists process_move_process on ${table('process_move')} (app, process, created_at desc)`,
    `create table if not exists ${table('process_moved')} (
      move_id uuid not null, instance_id uuid not null, outcome text not null, problems jsonb, before jsonb,
      rev integer not null, constraint process_moved_key primary key (move_id, instance_id)
    )`,
    `create index if not exists process_instance_version on ${table('process_instance')} (version_id, status)`,
  ]
}

export async function addMove({ database, schema }: Workspace, move: Omit<MoveRow, 'undone_at'>): Promise<void> {
  await database.run({
    text: `insert into ${qualified(schema, 'process_move')}
      (id, app, process, from_version, to_version, mapping, created_at, created_by)
      values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)`,
    values: [
      ...[move.id, move.app, move.process, move.from_version, move.to_version],
      ...[JSON.stringify(move.mapping), move.created_at, move.created_by],
    ],
  })
}

/** A move by its id; null when there is none. */
export async function readMove({ database, schema }: Workspace, id: string): Promise<MoveRow | null> {
  const { rows } = await database.run<MoveRow>({
    text: `select * from ${qualified(schema, 'process_move')} where id = $1`,
    values: [id],
  })
  return rows[0] ?? null
}

const mostMoves = 20

/** Moves of a process, the latest first. */
export async function movesOf(
  { database, schema }: Workspace,
  { app, process }: { app: string; process: string },
): Promise<MoveRow[]> {
  const { rows } = await database.run<MoveRow>({
    text: `select * from ${qualified(schema, 'process_move')} where app = $1 and process = $2
      order by created_at desc limit ${mostMoves}`,
    values: [app, process],
  })
  return rows
}

/** Instances that a move has not come to yet. */
export async function instancesLeft({ database, schema }: Workspace, move: MoveRow, limit: number): Promise<string[]> {
  const { rows } = await database.run<{ id: string }>({
    text: `select i.id from ${qualified(schema, 'process_instance')} i
      where i.version_id = $1 and i.status = 'running' and not exists(
        select 1 from ${qualified(schema, 'process_moved')} m where m.move_id = $2 and m.instance_id = i.id)
      order by i.id limit $3`,
    values: [move.from_version, move.id, limit],
  })
  return rows.map(({ id }) => id)
}

/** Running instances of a version, oldest first; at most so many. */
export async function runningOn({ database, schema }: Workspace, version: string, limit: number) {
  const { rows } = await database.run<Pick<InstanceRow, 'id' | 'title' | 'state'>>({
    text: `select id, title, state from ${qualified(schema, 'process_instance')}
      where version_id = $1 and status = 'running' order by id limit $2`,
    values: [version, limit],
    work: 'read',
  })
  return rows
}

/** Notes what became of an instance, with what it was before. */
export async function noteMoved(
  trx: Executor,
  schema: string,
  moved: {
    move: string
    instance: string
    rev: number
    outcome: MoveOutcome
    problems?: readonly MoveProblem[]
    before?: ProcessState
  },
): Promise<void> {
  const { move, instance, outcome, problems, before, rev } = moved
  await trx.run({
    name: 'process-moved',
    text: `insert into ${qualified(schema, 'process_moved')} (move_id, instance_id, outcome, problems, before, rev)
      values ($1, $2, $3, $4::jsonb, $5::jsonb, $6)
      on conflict (move_id, instance_id) do update set outcome = excluded.outcome, before = excluded.before`,
    values: [
      ...[move, instance, outcome, problems ? JSON.stringify(problems) : null],
      ...[before ? JSON.stringify(before) : null, rev],
    ],
  })
}

/** What an instance was before a move, for undoing it. */
export async function movedBefore(
  trx: Executor,
  schema: string,
  { move, instance }: { move: string; instance: string },
): Promise<{ before: ProcessState; rev: number } | null> {
  const { rows } = await trx.run<{ before: ProcessState; rev: number }>({
    text: `select before, rev from ${qualified(schema, 'process_moved')}
      where move_id = $1 and instance_id = $2 and outcome = 'moved'`,
    values: [move, instance],
  })
  return rows[0] ?? null
}

/** Instances that an undo has not come to yet. */
export async function movedLeft({ database, schema }: Workspace, move: string, limit: number): Promise<string[]> {
  const { rows } = await database.run<{ id: string }>({
    text: `select instance_id as id from ${qualified(schema, 'process_moved')}
      where move_id = $1 and outcome = 'moved' order by instance_id limit $2`,
    values: [move, limit],
  })
  return rows.map(({ id }) => id)
}

/** From then on a move is only taken back. */
export async function beginUndo({ database, schema }: Workspace, move: string, at: string): Promise<void> {
  await database.run({
    text: `update ${qualified(schema, 'process_move')} set undone_at = coalesce(undone_at, $2) where id = $1`,
    values: [move, at],
  })
}

export interface MoveCounts {
  moved: number
  blocked: number
  undone: number
  kept: number
  left: number
}

/** How far a move is. */
export async function countMove({ database, schema }: Workspace, move: MoveRow): Promise<MoveCounts> {
  const { rows } = await database.run<MoveCounts>({
    text: `select count(*) filter (where m.outcome = 'moved')::integer as moved,
        count(*) filter (where m.outcome = 'blocked')::integer as blocked,
        count(*) filter (where m.outcome = 'undone')::integer as undone,
        count(*) filter (where m.outcome = 'kept')::integer as kept,
        (select count(*) from ${qualified(schema, 'process_instance')} i where i.version_id = $2 and i.status = 'running'
          and not exists(select 1 from ${qualified(schema, 'process_moved')} d
            where d.move_id = $1 and d.instance_id = i.id))::integer as left
      from ${qualified(schema, 'process_moved')} m where m.move_id = $1`,
    values: [move.id, move.from_version],
  })
  return rows[0] as MoveCounts
}

/** Where instances could not be moved, and how many of them. */
export async function blockedIn(
  { database, schema }: Workspace,
  move: string,
): Promise<(MoveProblem & { count: number })[]> {
  const { rows } = await database.run<MoveProblem & { count: number }>({
    text: `select p.code, p.node, count(distinct m.instance_id)::integer as count
      from ${qualified(schema, 'process_moved')} m, jsonb_to_recordset(m.problems) as p (code text, node text)
      where m.move_id = $1 and m.outcome = 'blocked' group by 1, 2 order by 3 desc, 1, 2`,
    values: [move],
  })
  return rows
}
