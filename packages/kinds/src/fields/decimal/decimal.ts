import { defineFieldType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { decimalPattern, normaliseDecimal } from '../../values/decimal.ts'
import { limitOptions, scaleOption } from '../../values/decimal-options.ts'
import { formatDecimal } from '../../values/number-format.ts'
import { numberRangeProblems } from '../../values/number-range.ts'
import { numberAggregates, numberOperators } from '../../values/operator-sets.ts'
import { parseNumberText } from '../../values/parse-number-text.ts'

export default defineFieldType({
  type: 'decimal',
  label: { zh: '小数', en: 'Decimal' },
  description: { zh: '精确的小数，例如重量。', en: 'An exact decimal number, such as a weight.' },
  group: 'number',
  options: Type.Object({ scale: scaleOption, ...limitOptions }, { additionalProperties: false }),
  value: () => Type.String({ pattern: decimalPattern, description: 'A decimal number as text: "1234.50".' }),
  normalise: (value: unknown, options) => normaliseDecimal(value, options),
  fromText: (text) => parseNumberText(text) ?? undefined,
  text: (value: string, field, language) => formatDecimal(value, Number(field.options.scale), language),
  operators: () => numberOperators,
  sortable: true,
  groupable: true,
  aggregates: numberAggregates,
  totalled: true,
  unique: true,
  check: numberRangeProblems,
  places: ({ scale }) => scale,
  expression: () => ({ kind: 'num' }),
  samples: {
    options: { scale: 3, min: -5000 },
    valid: ['1234.5', '-0.125', '0', '999999999999999999.999'],
    invalid: [1.5, '1.2345', '1e3', 'NaN', '', '1000000000000000000', '-5001', {}],
  },
})
