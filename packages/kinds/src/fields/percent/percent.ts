import { defineFieldType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { decimalPattern, normaliseDecimal, shiftDecimal } from '../../values/decimal.ts'
import { scaleOption } from '../../values/decimal-options.ts'
import { formatDecimal } from '../../values/number-format.ts'
import { numberAggregates, numberOperators } from '../../values/operator-sets.ts'
import { parseNumberText } from '../../values/parse-number-text.ts'

export default defineFieldType({
  type: 'percent',
  label: { zh: '百分比', en: 'Percentage' },
  description: { zh: '比例，0.15 显示为 15%。', en: 'A share: 0.15 is shown as 15%.' },
  group: 'number',
  options: Type.Object({ scale: scaleOption }, { additionalProperties: false }),
  value: () =>
    Type.String({ pattern: decimalPattern, description: 'The share as decimal text: "0.15" is fifteen percent.' }),
  // The places are those of the percentage, so the share has two more.
  normalise: (value: unknown, { scale }) => normaliseDecimal(value, { scale: scale + 2 }),
  fromText: (text) => parseNumberText(text) ?? undefined,
  text: (value: string, field, language) =>
    `${formatDecimal(shiftDecimal(value, 2), Number(field.options.scale), language)}%`,
  operators: () => numberOperators,
  sortable: true,
  groupable: true,
  aggregates: numberAggregates,
  places: ({ scale }) => scale + 2,
  expression: () => ({ kind: 'num' }),
  samples: {
    options: { scale: 1 },
    valid: ['0.15', '-0.5', '1', '0.125'],
    invalid: [0.15, '15%', '0.12345', 'Infinity', null],
  },
})
