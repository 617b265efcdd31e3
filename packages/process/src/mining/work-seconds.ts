import { countWorkdays } from '@mortise/expressions'
import type { WorkTime } from '../time/due-after.ts'

/** Working time in SQL: how much of it had passed at the beginning of each day of a range. */
export interface WorkSeconds {
  /** Parameters: the first day, and for each day what had passed, and whether it is worked on. */
  values: [first: string, passed: number[], works: number[]]
  /** SQL: a moment by the clock on the wall, as a number. Looking it up is what costs time: once for each moment. */
  local(moment: string): string
  /** SQL: the working seconds between two such numbers, given the number of the first of the parameters. */
  between(from: string, to: string, first: number): string
}

const daySeconds = 86_400
/** Seven years: who looks further back sees working time counted from then on. */
const mostDays = 2557

/** For times between two days, both as `2026-11-23`. */
export function workSeconds(time: WorkTime, { from, to }: { from: string; to: string }): WorkSeconds {
  const first = Math.max(Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`) - mostDays * daySeconds * 1000)
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - first) / (daySeconds * 1000)) + 2
  const perDay = (time.to - time.from) * 60
  const passed: number[] = []
  const works: number[] = []
  let sum = 0
  for (let day = 0; day < days; day += 1) {
    const name = dayName(first + day * daySeconds * 1000)
    const worked = countWorkdays(name, name, time.calendar) === 1
    passed.push(sum)
    works.push(worked ? 1 : 0)
    if (worked) sum += perDay
  }
  const zone = time.timeZone.replaceAll("'", "''")
  const day = (local: string, place: number) =>
    // The text is the same for every range: it has one name in the database.
    `greatest(1, least(cardinality($${place + 1}::float8[]), floor(${local} / ${daySeconds})::integer
      - ($${place}::date - date '1970-01-01') + 1))`
  const at = (local: string, place: number) => {
    const seconds = `${local} - ${daySeconds} * floor(${local} / ${daySeconds})`
    const today = `least(${perDay}, greatest(0, ${seconds} - ${time.from * 60}))`
    return `(($${place + 1}::float8[])[${day(local, place)}] + ($${place + 2}::float8[])[${day(local, place)}] * ${today})`
  }
  return {
    values: [dayName(first), passed, works],
    local: (moment) => `date_part('epoch', ${moment} at time zone '${zone}')`,
    between: (one, other, place) => `greatest(0, ${at(other, place)} - ${at(one, place)})`,
  }
}

const dayName = (time: number): string => new Date(time).toISOString().slice(0, 10)
