import { defineFieldType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { decimalPattern, normaliseDecimal } from '../../values/decimal.ts'
import { limitOptions, scaleOption } from '../../values/decimal-options.ts'
import { defaultedOption } from '../../values/defaulted-option.ts'
import { formatMoney } from '../../values/number-format.ts'
import { numberRangeProblems } from '../../values/number-range.ts'
import { numberAggregates, numberOperators } from '../../values/operator-sets.ts'
import { parseNumberText } from '../../values/parse-number-text.ts'

export default defineFieldType({
  type: 'money',
  label: { zh: '金额', en: 'Money' },
  description: { zh: '一种货币的金额。', en: 'An amount in one currency.' },
  group: 'number',
  options: Type.Object(
    {
      currency: defaultedOption(Type.String({ pattern: '^[A-Z]{3}$', default: 'CNY' }), {
        label: { zh: '货币', en: 'Currency' },
      }),
      scale: scaleOption,
      ...limitOptions,
    },
    { additionalProperties: false },
  ),
  value: () => Type.String({ pattern: decimalPattern, description: 'The amount as decimal text: "1234.50".' }),
  normalise: (value: unknown, options) => normaliseDecimal(value, options),
  fromText: (text) => parseNumberText(text) ?? undefined,
  text: (value: string, field, language) =>
    formatMoney(value, Number(field.options.scale), String(field.options.currency), language),
  operators: () => numberOperators,
  sortable: true,
  groupable: true,
  aggregates: numberAggregates,
  totalled: true,
  check: numberRangeProblems,
  places: ({ scale }) => scale,
  expression: () => ({ kind: 'num' }),
  samples: {
    options: { currency: 'CNY', scale: 2, min: 0 },
    valid: ['1234.50', '0', '99999999.9'],
    invalid: [12.5, '1,234.50', '¥5', '12.345', '-1', '1e999'],
  },
})
