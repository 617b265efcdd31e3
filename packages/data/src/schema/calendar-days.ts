import type { LocalizedText } from '@mortise/core'
import { isDay } from '@mortise/expressions'
import { chineseHolidays } from '@mortise/expressions/sql'
import { calendarEntity, enqueueTable } from '../computed/recalculation-queue.ts'
import type { Executor, Workspace } from '../database/database.ts'
import { qualified } from '../sql/identifier.ts'
import { schemaErrors } from './schema-errors.ts'

/** A day that is not as the week says. */
export interface WorkspaceDay {
  day: string
  works: boolean
  name: LocalizedText
  /** An administrator set it; newer calendars of the product leave it alone. */
  edited: boolean
}

/** The days of one year that are not as the week says, in order. */
export async function readCalendarDays({ database, schema }: Workspace, year: number): Promise<WorkspaceDay[]> {
  const { rows } = await database.run<WorkspaceDay>({
    text: `select day, works, name, edited from ${qualified(schema, 'calendar_day')}
      where day >= make_date($1, 1, 1) and day < make_date($1 + 1, 1, 1) order by day`,
    values: [year],
  })
  return rows
}

/** What is needed to have everything computed again that counts working days. */
interface CalendarChange {
  /** Keys of the apps of the workspace. */
  apps: readonly string[]
  now: Date
}

/** Says that a day is worked, or is not. */
export async function setCalendarDay(
  workspace: Workspace,
  { day, works, name }: Omit<WorkspaceDay, 'edited'>,
  change: CalendarChange,
): Promise<void> {
  requireDay(day)
  await workspace.database.transaction(async (trx) => {
    await trx.run({
      text: `insert into ${qualified(workspace.schema, 'calendar_day')} (day, works, name, edited)
        values ($1, $2, $3, true)
        on conflict (day) do update set works = excluded.works, name = excluded.name, edited = true`,
      values: [day, works, JSON.stringify(name)],
    })
    await spread(trx, workspace, change)
  })
}

/** Makes a day what the product's own calendar says: a holiday, a working day instead of one, or as the week says. */
export async function resetCalendarDay(workspace: Workspace, day: string, change: CalendarChange): Promise<void> {
  requireDay(day)
  const known = chineseHolidays().find((one) => one.day === day)
  const table = qualified(workspace.schema, 'calendar_day')
  await workspace.database.transaction(async (trx) => {
    await trx.run({ text: `delete from ${table} where day = $1`, values: [day] })
    if (known) {
      await trx.run({
        text: `insert into ${table} (day, works, name) values ($1, $2, $3)`,
        values: [day, known.works, JSON.stringify(known.name)],
      })
    }
    await spread(trx, workspace, change)
  })
}

function requireDay(day: string): void {
  const known: boolean = isDay(day)
  if (!known) throw schemaErrors.DAY_INVALID({ day: day.slice(0, 20) })
}

async function spread(trx: Executor, workspace: Workspace, { apps, now }: CalendarChange): Promise<void> {
  for (const app of apps) {
    await enqueueTable(trx, workspace, { app, entity: calendarEntity, fields: [], revision: 0, dueAt: now })
  }
}
