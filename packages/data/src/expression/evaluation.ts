import type { EvaluationContext, RelatedRecords, WorkCalendar } from '@mortise/expressions'
import { asSystem } from '../contract/access.ts'
import { rightsOf } from '../permission/app-rights.ts'
import { accessValues } from '../permission/row-predicate.ts'
import type { ReadCall } from '../query/read-call.ts'
import { contextValues } from './context-values.ts'
import { allContextSlots } from './expression-environment.ts'
import { openFetchedRecords } from './fetched-records.ts'
import { readerSchema } from './reader-schema.ts'

/** What closures need to know of a call: the moment, the person, and other records. */
export interface Evaluation {
  context: EvaluationContext
  related: RelatedRecords
}

/**
 * Runs an evaluation over a record that need not be saved, with every other record at hand, whoever may read it: for
 * what the author of an app decided; as the reader: only what they may read, for what they are shown. It is run again until nothing that it asks for is missing, and so must be pure.
 */
export async function evaluateWithRecords<Result>(
  call: ReadCall,
  run: (evaluation: Evaluation) => Result,
  asReader = false,
): Promise<Result> {
  const context = await evaluationContext(call, await slotsNow(call), false)
  const calendar = onDemand(context)
  const access = asReader ? call.access : asSystem('evaluation')
  const schema = readerSchema(call.scope.model, rightsOf(access, call.scope.model))
  const related = openFetchedRecords({ ...call, access }, schema)
  let result = run({ context, related: related.records })
  while ((await calendar.fetchMissed(call)) || (await related.fetchMissed()))
    result = run({ context, related: related.records })
  return result
}

/** Few expressions count working days: the calendar is read when one asks for it, and what asked is run again. */
function onDemand(context: EvaluationContext): { fetchMissed(call: ReadCall): Promise<boolean> } {
  let present = context.calendar
  let asked = false
  let known = false
  Object.defineProperty(context, 'calendar', {
    enumerable: true,
    get() {
      asked = true
      return present
    },
  })
  return {
    async fetchMissed(call) {
      if (!asked || known) return false
      present = await readCalendar(call)
      known = true
      return true
    },
  }
}

/** One moment for everything in a call. */
export async function slotsNow({ access, scope, options }: ReadCall): Promise<{ [slot: string]: unknown }> {
  const call = { access, workspace: scope.workspace, now: options.clock.now(), directory: options.directory }
  return { ...accessValues(access), ...(await contextValues(allContextSlots, call)) }
}

/** What expressions know of the moment and the person. */
export async function evaluationContext(
  call: ReadCall,
  slots: { [slot: string]: unknown },
  withCalendar: boolean,
): Promise<EvaluationContext> {
  const { access, scope } = call
  const user = 'user' in access ? access.user : null
  return {
    now: String(slots.x_now),
    today: String(slots.x_today),
    timeZone: scope.workspace.timeZone,
    workspace: scope.workspace.key,
    calendar: withCalendar ? await readCalendar(call) : { exceptions: new Map() },
    user: user && {
      ...{ id: user.id, name: user.name, email: user.email ?? '', departmentId: user.departmentId },
      ...{ departmentAndBelowIds: user.departmentAndBelowIds, roles: user.roles },
      teamIds: slots.x_team_ids as string[],
    },
  }
}

async function readCalendar({ executor, scope }: ReadCall): Promise<WorkCalendar> {
  const { rows } = await executor.run<{ day: string; works: boolean }>({
    text: `select day, works from ${scope.workspace.schema}.calendar_day`,
    values: [],
  })
  return { exceptions: new Map(rows.map(({ day, works }) => [day, works])) }
}
