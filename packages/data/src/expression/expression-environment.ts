import type { SqlEnvironment } from '@mortise/expressions/sql'
import { type RawBuilder, sql } from 'kysely'
import { slot } from '../sql/slot.ts'

/** Names of the slots that hold what expressions know of the moment and of the person. */
export type ContextSlot = keyof typeof slotTypes

const slotTypes = {
  x_now: 'timestamptz',
  x_today: 'date',
  x_user: 'uuid',
  x_user_name: 'text',
  x_user_email: 'text',
  x_department: 'uuid',
  x_workspace: 'text',
  x_record_new: 'boolean',
  x_department_ids: 'uuid[]',
  x_team_ids: 'uuid[]',
  x_roles: 'text[]',
  x_zone: 'text',
} as const

export const allContextSlots: ReadonlySet<ContextSlot> = new Set(Object.keys(slotTypes) as ContextSlot[])

/**
 * What expressions in a statement stand on: slots for what is known when it runs, and the objects of the workspace. The
 * slots that are used are added to `used`, so that nothing else has to be looked up for the statement.
 */
export function expressionEnvironment(schema: string, used: Set<ContextSlot>): SqlEnvironment {
  const value = (name: ContextSlot): RawBuilder<never> => {
    used.add(name)
    return slot(name, slotTypes[name])
  }
  const lists = { departmentIds: 'x_department_ids', teamIds: 'x_team_ids', roles: 'x_roles' } as const
  return {
    context: (name) => value(`x_${name.replace('.', '_')}` as ContextSlot),
    list: (name) => value(lists[name]),
    zone: () => value('x_zone'),
    helper: (name) => sql.id(schema, name),
    calendarTable: () => sql.id(schema, 'calendar_day'),
    constant: (constant, type) => sql`${sql.val(constant)}::${sql.raw(type)}`,
  }
}
