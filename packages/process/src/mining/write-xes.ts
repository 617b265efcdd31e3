import { qualified, type Workspace } from '@mortise/data/server'
import { filterValues, firstFree, type InsightFilter, isMeant } from './insight-filter.ts'

/** Names for what is in the log: nodes and people. */
export interface XesNames {
  process: string
  node(key: string): string
  person(id: string): string
}

interface TraceRow {
  id: string
  title: string
  status: string
  version: number
  initiator: string | null
  events: EventRow[]
}

interface EventRow {
  node: string
  at: string
  /** Of the lifecycle of XES. */
  stage: 'assign' | 'start' | 'complete' | 'ate_abort'
  user: string | null
  outcome: string | null
  /** Key of the reason that was given. */
  reason: string | null
}

const atOnce = 500

/** Instances as an event log (IEEE 1849-2016), piece by piece: a log is larger than what fits into memory. */
export async function* writeXes(workspace: Workspace, filter: InsightFilter, names: XesNames): AsyncGenerator<string> {
  yield head(names.process)
  let last: string | null = null
  do {
    const rows: TraceRow[] = await readTraces(workspace, filter, last)
    for (const row of rows) yield trace(row, names)
    last = rows.length === atOnce ? (rows.at(-1)?.id ?? null) : null
  } while (last !== null)
  yield '</log>\n'
}

/** Tasks are assigned, begun when they are looked at, and completed; other nodes begin and complete. */
async function readTraces(
  { database, schema }: Workspace,
  filter: InsightFilter,
  after: string | null,
): Promise<TraceRow[]> {
  const table = (name: string) => qualified(schema, name)
  const ended = `case when v.state = 'cancelled' then 'ate_abort' else 'complete' end`
  const { rows } = await database.run<TraceRow>({
    name: 'process-log',
    text: `with page as (select i.id, i.title, i.status, i.initiator, i.version_id from ${table('process_instance')} i
        where ${isMeant(schema)} and ($${firstFree}::uuid is null or i.id > $${firstFree}) order by i.id
        limit ${atOnce}),
      task as (select t.*, t.remark ->> 'reason' as why, v.node, v.state as visit_state from page p join ${table('process_task')} t
          on t.instance_id = p.id join ${table('process_visit')} v on v.instance_id = t.instance_id and v.id = t.visit_id),
      event as (
        select v.instance_id, v.node, v.entered_at as at, 'start' as stage, null::uuid as user_id, null as outcome,
          null as why, v.id as place, 0 as step
        from page p join ${table('process_visit')} v on v.instance_id = p.id
        where not exists (select from task t where t.instance_id = v.instance_id and t.visit_id = v.id)
        union all
        select v.instance_id, v.node, v.left_at, ${ended}, null, v.outcome, null, v.id, 3
        from page p join ${table('process_visit')} v on v.instance_id = p.id
        where v.left_at is not null
          and not exists (select from task t where t.instance_id = v.instance_id and t.visit_id = v.id)
        union all
        select instance_id, node, assigned_at, 'assign', user_id, null, null, visit_id, 1 from task where assigned_at is not null
        union all
        select instance_id, node, seen_at, 'start', user_id, null, null, visit_id, 2 from task where seen_at is not null
        union all
        select instance_id, node, decided_at, 'complete', coalesce(decided_by, user_id), state, why, visit_id, 3
        from task where decided_at is not null)
      select p.id, p.title, p.status, p.initiator, x.number as version,
        coalesce((select jsonb_agg(jsonb_build_object('node', e.node, 'at', e.at, 'stage', e.stage, 'user', e.user_id,
          'outcome', e.outcome, 'reason', e.why) order by e.at, e.place, e.step) from event e where e.instance_id = p.id), '[]') as events
      from page p join ${table('process_version')} x on x.id = p.version_id order by p.id`,
    values: [...filterValues(filter), after],
    work: 'read',
  })
  return rows
}

const extensions = [
  ['Concept', 'concept', 'concept'],
  ['Time', 'time', 'time'],
  ['Lifecycle', 'lifecycle', 'lifecycle'],
  ['Organizational', 'org', 'org'],
  ['Identity', 'identity', 'identity'],
] as const

function head(process: string): string {
  const declared = extensions.map(
    ([name, prefix, file]) =>
      `  <extension name="${name}" prefix="${prefix}" uri="http://www.xes-standard.org/${file}.xesext"/>\n`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
${declared.join('')}  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
  <classifier name="Activity and stage" keys="concept:name lifecycle:transition"/>
  <string key="concept:name" value="${escaped(process)}"/>
  <string key="lifecycle:model" value="standard"/>
`
}

function trace({ id, title, status, version, initiator, events }: TraceRow, names: XesNames): string {
  const own = [
    text('concept:name', title),
    text('identity:id', id),
    text('status', status),
    `<int key="version" value="${version}"/>`,
    ...(initiator ? [text('initiator', names.person(initiator))] : []),
  ]
  return `  <trace>\n${own.map((one) => `    ${one}\n`).join('')}${events.map((one) => event(one, names)).join('')}  </trace>\n`
}

function event({ node, at, stage, user, outcome, reason }: EventRow, names: XesNames): string {
  const parts = [
    text('concept:name', names.node(node)),
    text('node', node),
    `<date key="time:timestamp" value="${new Date(at).toISOString().replace('Z', '+00:00')}"/>`,
    text('lifecycle:transition', stage),
    ...(user ? [text('org:resource', names.person(user))] : []),
    ...(outcome ? [text('outcome', outcome)] : []),
    ...(reason ? [text('reason', reason)] : []),
  ]
  return `    <event>\n${parts.map((one) => `      ${one}\n`).join('')}    </event>\n`
}

const text = (key: string, value: string) => `<string key="${key}" value="${escaped(value)}"/>`

const entities: { readonly [char: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}

/** Characters that no XML may hold are left out. */
function escaped(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
  const allowed = value.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
  return allowed.replace(/[&<>"\n\r\t]/g, (char) => entities[char] ?? '')
}
