import { type RawBuilder, sql } from 'kysely'
import { mostWorkdays } from '../calendar/working-days.ts'
import type { CalendarUnit } from '../evaluate/calendar-day.ts'
import type { CallNode, TypedNode } from '../model/typed-node.ts'
import type { SqlEnvironment } from '../sql/sql-place.ts'
import type { dateFunctions } from './date.ts'
import type { FunctionSql } from './function-sql.ts'

type Sql = RawBuilder<unknown>
interface Call {
  node: CallNode
  environment: SqlEnvironment
}

const isInstant = (node: CallNode, index = 0) => node.args[index]?.type.kind === 'datetime'

/** The day that a date is, or on which an instant falls in the zone of the workspace. */
function dayOf(args: readonly Sql[], { node, environment }: Call, index = 0): Sql {
  if (!isInstant(node, index)) return sql`${args[index]}::date`
  return sql`${environment.helper('instant_day')}(${args[index]}, ${environment.zone()})`
}

const ofDay =
  (field: string): FunctionSql =>
  (args, call) =>
    sql`extract(${sql.raw(field)} from ${dayOf(args, call)})`

const ofClock =
  (field: string): FunctionSql =>
  ([value], { environment }) =>
    sql`extract(${sql.raw(field)} from ${environment.helper('instant_local')}(${value}, ${environment.zone()}))`

/** Moves the day; the clock of an instant goes on showing the same time. */
function moved({ days, months }: { days?: number; months?: number }): FunctionSql {
  return ([value, count], { node, environment }) => {
    const amount = months === 12 ? sql`trunc(${count}) * 12` : sql`${count}`
    if (isInstant(node)) {
      const parts = days ? sql`${amount}, 0` : sql`0, ${amount}`
      return sql`${environment.helper('instant_move')}(${value}, ${environment.zone()}, ${parts})`
    }
    return sql`${environment.helper(days ? 'day_add' : 'day_add_months')}(${value}, ${amount})`
  }
}

/** The unit is written out in the expression: a literal that the checker knows. */
function literalText(node: TypedNode | undefined): string {
  if (node?.node !== 'literal' || typeof node.value !== 'string')
    throw new Error('unreachable: the checker wants a literal')
  return node.value
}

const lengths: Record<CalendarUnit, string> = {
  day: '1 day',
  week: '7 days',
  month: '1 month',
  quarter: '3 months',
  year: '1 year',
}

function startOf(args: readonly Sql[], call: Call, next: boolean): Sql {
  const unit = literalText(call.node.args[1]) as CalendarUnit
  const start = sql`date_trunc(${sql.lit(unit)}, ${dayOf(args, call)}::timestamp)`
  return next ? sql`(${start} + interval ${sql.lit(lengths[unit])})::date` : sql`${start}::date`
}

const differences: Record<'days' | 'months' | 'years' | 'hours', FunctionSql> = {
  days: (args, call) => sql`(${dayOf(args, call, 1)} - ${dayOf(args, call, 0)})::numeric`,
  months: (args, call) =>
    sql`${call.environment.helper('day_months')}(${dayOf(args, call, 0)}, ${dayOf(args, call, 1)})`,
  years: (args, call) => sql`div(${differences.months(args, call)}, 12)`,
  hours: (args, call) => {
    if (!isInstant(call.node, 0) && !isInstant(call.node, 1)) return sql`(${differences.days(args, call)} * 24)`
    return sql`${call.environment.helper('instant_hours')}(${timeOf(args, call, 0)}, ${timeOf(args, call, 1)})`
  },
}

/** An instant, or the first one of a day. */
function timeOf(args: readonly Sql[], { node, environment }: Call, index: number): Sql {
  if (isInstant(node, index)) return sql`${args[index]}`
  return sql`${environment.helper('instant_midnight')}(${args[index]}, ${environment.zone()})`
}

/** Working days from one day to a later one, both included: what the week says, corrected by the days that are otherwise. */
function workdaysFrom(low: Sql, high: Sql, environment: SqlEnvironment): Sql {
  const weekDays = environment.helper('day_week_days')
  return sql`(${weekDays}(${high}) - ${weekDays}(${low} - 1) + coalesce((
    select sum(case when c.works then 1 else -1 end) from ${environment.calendarTable()} as c
    where c.day between ${low} and ${high} and c.works <> (extract(isodow from c.day) < 6)), 0))`
}

function workdays(args: readonly Sql[], call: Call): Sql {
  const count = workdaysFrom(sql`least(v.a, v.b)`, sql`greatest(v.a, v.b)`, call.environment)
  return sql`(select (case when v.a <= v.b then 1 else -1 end * ${count})::numeric
    from (values (${dayOf(args, call, 0)}, ${dayOf(args, call, 1)})) as v(a, b)
    where v.a is not null and v.b is not null)`
}

/**
 * Goes on by as many days as there are still to come, and again by what these lacked: never too far, and there when
 * nothing is lacking. A dozen steps at most take it through ten thousand days.
 */
function workdayAdd(args: readonly Sql[], call: Call): Sql {
  const count = sql`trunc(${args[1]})`
  return sql`(select case when v.n = 0 then v.d else (
      with recursive walk(day, rest) as (
        select v.d, abs(v.n)
        union all
        select s.day, s.rest - ${workdaysFrom(sql`s.low`, sql`s.high`, call.environment)}::int from (
          select w.day + sign(v.n)::int * w.rest as day, w.rest,
            case when v.n > 0 then w.day + 1 else w.day - w.rest end as low,
            case when v.n > 0 then w.day + w.rest else w.day - 1 end as high
          from walk as w where w.rest > 0) as s
        where s.day between date '0001-01-01' and date '9999-12-31')
      select day from walk where rest = 0) end
    from (select ${dayOf(args, call)} as d, case when abs(${count}) <= ${sql.lit(mostWorkdays)} then ${count} end::int as n) as v
    where v.d is not null and v.n is not null)`
}

type JsOnly = 'formatdate'

export const dateSql = {
  date: (args, { environment }) => sql`${environment.helper('day_of_parts')}(${sql.join(args)})`,
  datetime: ([day, hour = sql`0`, minute = sql`0`, second = sql`0`], { environment }) => {
    const local = sql`${environment.helper('instant_of_parts')}(${day}, ${hour}, ${minute}, ${second})`
    return sql`${environment.helper('instant_of')}(${local}, ${environment.zone()})`
  },
  datevalue: ([text], { environment }) => sql`${environment.helper('day_value')}(${text})`,
  todate: (args, call) => dayOf(args, call),
  year: ofDay('year'),
  month: ofDay('month'),
  day: ofDay('day'),
  hour: ofClock('hour'),
  minute: ofClock('minute'),
  weekday: ofDay('isodow'),
  isoweek: ofDay('week'),
  quarter: ofDay('quarter'),
  adddays: moved({ days: 1 }),
  addmonths: moved({ months: 1 }),
  addyears: moved({ months: 12 }),
  addhours: ([value, hours], { environment }) => sql`${environment.helper('instant_add_hours')}(${value}, ${hours})`,
  datedif: (args, call) => differences[literalText(call.node.args[2]) as keyof typeof differences](args, call),
  startof: (args, call) => {
    const start = startOf(args, call, false)
    if (!isInstant(call.node)) return start
    const { environment } = call
    const midnight = sql`${environment.helper('instant_midnight')}(${start}, ${environment.zone()})`
    return sql`${environment.helper('instant_cap')}(${midnight})`
  },
  endof: (args, call) => {
    const next = startOf(args, call, true)
    const { environment } = call
    if (!isInstant(call.node)) return sql`${environment.helper('day_end')}(${next} - 1)`
    const midnight = sql`${environment.helper('instant_midnight')}(${next}, ${environment.zone()})`
    return sql`${environment.helper('instant_cap')}(${midnight} - interval '1 millisecond')`
  },
  workdayadd: workdayAdd,
  workdays,
  age: ([birthday], { environment }) =>
    sql`div(${environment.helper('day_months')}(${birthday}, ${environment.context('today')}), 12)`,
} satisfies Record<Exclude<keyof typeof dateFunctions, JsOnly>, FunctionSql>
