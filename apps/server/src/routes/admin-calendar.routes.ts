import type { CalendarDayInput } from '@mortise/api'
import { readCalendarDays, resetCalendarDay, setCalendarDay } from '@mortise/data/server'
import { Localized } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import type { Services } from '../services.ts'
import { NoBody, NoQuery, strict } from './schemas.ts'

const config = { auth: 'administrator', token: 'admin' } as const

const YearQuery = Type.Object({ year: Type.String({ pattern: '^[1-9][0-9]{3}$' }) }, strict)
const DayParams = Type.Object({ day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }) }, strict)
const DayInput = Type.Object({ works: Type.Boolean(), name: Localized }, strict)

/** The days that are not as the week says: holidays, and weekend days that are worked instead. */
export function adminCalendarRoutes(app: FastifyInstance, { workspace, apps }: Services): void {
  const change = () => ({ apps: apps.list().map(({ key }) => key), now: new Date() })

  app.get<{ Querystring: Type.Static<typeof YearQuery> }>(
    '/admin/calendar',
    { config, schema: { querystring: YearQuery } },
    async ({ query }) => ({ days: await readCalendarDays(workspace, Number(query.year)) }),
  )

  // Everyone plans by it: views shade the free days.
  app.get<{ Querystring: Type.Static<typeof YearQuery> }>(
    '/calendar',
    { config: { auth: 'user', token: 'read' }, schema: { querystring: YearQuery } },
    async ({ query }) => ({ days: await readCalendarDays(workspace, Number(query.year)) }),
  )

  app.put<{ Params: Type.Static<typeof DayParams>; Body: CalendarDayInput }>(
    '/admin/calendar/:day',
    { config, schema: { querystring: NoQuery, params: DayParams, body: DayInput } },
    async ({ params: { day }, body: { works, name } }) => {
      await setCalendarDay(workspace, { day, works, name }, change())
      return { day, works, name, edited: true }
    },
  )

  app.delete<{ Params: Type.Static<typeof DayParams> }>(
    '/admin/calendar/:day',
    { config, schema: { querystring: NoQuery, params: DayParams, body: NoBody } },
    async ({ params }, reply) => {
      await resetCalendarDay(workspace, params.day, change())
      return reply.code(204).send()
    },
  )
}
