import { defineFieldType, emptyOptions } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { instantText } from '../../values/calendar.ts'
import { dateOperators, rangeAggregates } from '../../values/operator-sets.ts'
import { parseDateTimeText } from '../../values/parse-date-text.ts'
import { problem } from '../../values/problem.ts'

export default defineFieldType({
  type: 'datetime',
  label: { zh: '日期时间', en: 'Date and time' },
  description: { zh: '一个确切的时刻，按查看者的时区显示。', en: 'An exact moment, shown in the zone of the viewer.' },
  group: 'date',
  options: emptyOptions,
  value: () =>
    Type.String({ minLength: 16, maxLength: 40, description: 'ISO 8601 with a zone: 2026-11-22T08:30:00.000Z.' }),
  normalise(value: unknown) {
    const instant = typeof value === 'string' ? instantText(value) : null
    return instant === null ? problem('VALUE_NOT_DATETIME') : { value: instant }
  },
  fromText: (text, _field, { today, timeZone }) => parseDateTimeText(text, today, timeZone) ?? undefined,
  text: (value: string) => value,
  operators: () => dateOperators,
  contexts: ['today', 'now'],
  sortable: true,
  groupable: true,
  aggregates: rangeAggregates,
  expression: () => ({ kind: 'datetime' }),
  samples: {
    valid: ['2026-11-22T08:30:00.000Z', '2026-11-22T08:30:00.5+08:00', '2000-02-29T23:59:59Z', '0001-01-01T00:00:00Z'],
    invalid: [
      '2026-11-22',
      '2026-11-22T08:30:00',
      '2026-11-22T24:00:00Z',
      '2026-02-30T00:00:00Z',
      1700000000000,
      'now',
    ],
  },
})
