import { dayOfInstant, instantOfLocal, startOfDay } from '@mortise/expressions'
import { helperFunctions } from '@mortise/expressions/sql'
import { seededChance } from '@mortise/expressions/testing'
import { describe, expect, it } from 'vitest'
import { testDatabases } from '../../testing/test-databases.ts'

/** Changed over midnight, by half an hour, no more, never; with offsets in quarters; and where a day was left out. */
const zones = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'America/Havana',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
]
const hour = 3_600_000
const first = Date.UTC(1970, 0, 1)
const last = Date.UTC(2037, 0, 1)

/** Quarters of an hour: at random, and around every hour at which the clock of the zone changes. */
function moments(timeZone: string): number[] {
  const chance = seededChance(9)
  const random = Array.from(
    { length: 200 },
    () => first + Math.floor((chance.next() * (last - first)) / (hour / 4)) * (hour / 4),
  )
  const changes: number[] = []
  const offset = (time: number) => instantOfLocal(time, timeZone) - time
  for (let time = first; time < last; time += 24 * hour) {
    if (offset(time) === offset(time + 24 * hour)) continue
    for (let quarter = -16; quarter < 112; quarter++) changes.push(time + (quarter * hour) / 4)
  }
  return [...random, ...changes]
}

const iso = (time: number) => new Date(time).toISOString()

describe.each(testDatabases)('zones on $name', ({ open, skip }) => {
  it.skipIf(skip)('have the same clocks as in JavaScript, where these are changed, too', async () => {
    const database = await open()
    try {
      for (const helper of helperFunctions)
        await database.run({ text: helper.create('public', { caseCollation: 'C' }), values: [] })
      for (const zone of zones) {
        const times = moments(zone)
        const { rows } = await database.run<{ at: string; local: string; day: string; start: string }>({
          text: `select public.instant_of(at at time zone 'UTC', $2) as local, public.instant_day(at, $2) as day,
            public.instant_midnight(public.instant_day(at, $2), $2) as start
            from unnest($1::text[]::timestamptz[]) with ordinality as t(at, n) order by n`,
          values: [times.map(iso), zone],
        })
        expect(rows).toHaveLength(times.length)
        const expected = times.map((time) => {
          const day = dayOfInstant(time, zone) ?? ''
          return { local: iso(instantOfLocal(time, zone)), day, start: startOfDay(day, zone).toISOString() }
        })
        const different = rows.flatMap((row, index) => {
          const other = expected[index]
          const same = row.local === other?.local && row.day === other.day && row.start === other.start
          return same ? [] : [{ zone, at: iso(times[index] ?? 0), sql: row, javascript: other }]
        })
        expect(different).toEqual([])
      }
    } finally {
      await database.close()
    }
  })
})
