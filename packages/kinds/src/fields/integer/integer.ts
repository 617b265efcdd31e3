import { defineFieldType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { limitProblem } from '../../values/decimal.ts'
import { optionalOption } from '../../values/defaulted-option.ts'
import { formatDecimal } from '../../values/number-format.ts'
import { numberRangeProblems } from '../../values/number-range.ts'
import { numberAggregates, numberOperators } from '../../values/operator-sets.ts'
import { problem } from '../../values/problem.ts'
import { readWhole } from '../../values/read-whole.ts'

const largest = Number.MAX_SAFE_INTEGER

export default defineFieldType({
  type: 'integer',
  label: { zh: '整数', en: 'Whole number' },
  description: { zh: '没有小数的数字，例如数量。', en: 'A number without decimals, such as a count.' },
  group: 'number',
  options: Type.Object(
    {
      min: optionalOption(Type.Integer({ minimum: -largest, maximum: largest }), {
        label: { zh: '最小值', en: 'Smallest' },
      }),
      max: optionalOption(Type.Integer({ minimum: -largest, maximum: largest }), {
        label: { zh: '最大值', en: 'Largest' },
      }),
    },
    { additionalProperties: false },
  ),
  value: ({ min, max }) => Type.Integer({ minimum: min ?? -largest, maximum: max ?? largest }),
  normalise(value: unknown, { min, max }) {
    if (typeof value !== 'number' || !Number.isInteger(value)) return problem('VALUE_NOT_INTEGER')
    if (!Number.isSafeInteger(value)) return problem('VALUE_OUT_OF_RANGE')
    return limitProblem(String(value), { min, max }) ?? { value: value === 0 ? 0 : value }
  },
  fromText: readWhole,
  text: (value: number, _field, language) => formatDecimal(value, 0, language),
  operators: () => numberOperators,
  sortable: true,
  groupable: true,
  aggregates: numberAggregates,
  totalled: true,
  unique: true,
  check: numberRangeProblems,
  places: () => 0,
  expression: () => ({ kind: 'num' }),
  samples: {
    options: { min: -1000, max: largest },
    valid: [0, 7, -1000, largest],
    invalid: ['7', 1.5, -1001, 2 ** 53, true, [1]],
  },
})
