import { defineFieldType, emptyOptions } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { isCalendarDay } from '../../values/calendar.ts'
import { dateOperators, rangeAggregates } from '../../values/operator-sets.ts'
import { problem } from '../../values/problem.ts'
import { readDay } from '../../values/read-day.ts'

export default defineFieldType({
  type: 'date',
  label: { zh: '日期', en: 'Date' },
  description: { zh: '日历上的一天，与时区无关。', en: 'A day of the calendar; it has no time zone.' },
  group: 'date',
  options: emptyOptions,
  value: () => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day: 2026-11-22.' }),
  normalise: (value: unknown) =>
    typeof value === 'string' && isCalendarDay(value) ? { value } : problem('VALUE_NOT_DATE'),
  fromText: readDay,
  text: (value: string) => value,
  operators: () => dateOperators,
  contexts: ['today'],
  sortable: true,
  groupable: true,
  aggregates: rangeAggregates,
  unique: true,
  expression: () => ({ kind: 'date' }),
  samples: {
    valid: ['2026-11-22', '2024-02-29', '0001-01-01', '9999-12-31'],
    invalid: ['2023-02-29', '2026-13-01', '22.11.2026', '0000-01-01', '10000-01-01', 20261122, '2026-11-22T00:00:00Z'],
  },
})
