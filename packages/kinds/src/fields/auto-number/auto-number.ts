import { defineFieldType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defaultedOption, optionalOption } from '../../values/defaulted-option.ts'
import { countAggregates, textOperators } from '../../values/operator-sets.ts'
import { problem } from '../../values/problem.ts'

const resets = ['never', 'year', 'month', 'day'] as const
const dateFormats = ['YYYY', 'YYYYMM', 'YYYYMMDD'] as const

/** How often each format changes, as an index of `resets`. */
const formatPeriod = { YYYY: 1, YYYYMM: 2, YYYYMMDD: 3 }

export default defineFieldType({
  type: 'auto_number',
  label: { zh: '自动编号', en: 'Auto number' },
  description: { zh: '系统按规则生成的编号，例如 HT-202611-0001。', en: 'A number made by rule: HT-202611-0001.' },
  group: 'computed',
  options: Type.Object(
    {
      prefix: defaultedOption(Type.String({ maxLength: 20, pattern: '^[^\\u0000-\\u001f]*$', default: '' }), {
        label: { zh: '前缀', en: 'Prefix' },
      }),
      dateFormat: optionalOption(Type.Enum([...dateFormats]), { label: { zh: '日期部分', en: 'Date part' } }),
      digits: defaultedOption(Type.Integer({ minimum: 1, maximum: 12, default: 4 }), {
        label: { zh: '位数', en: 'Digits' },
        editor: 'slider',
      }),
      reset: defaultedOption(Type.Enum([...resets], { default: 'never' }), {
        label: { zh: '重新计数', en: 'Start again' },
      }),
    },
    { additionalProperties: false },
  ),
  value: () => Type.String({ maxLength: 60 }),
  text: (value: string) => value,
  operators: () => textOperators,
  sortable: true,
  aggregates: countAggregates,
  writable: false,
  title: true,
  unique: true,
  check(field) {
    const { reset, dateFormat } = field.options as {
      reset: (typeof resets)[number]
      dateFormat?: keyof typeof formatPeriod
    }
    const shown = dateFormat ? formatPeriod[dateFormat] : 0
    return resets.indexOf(reset) > shown ? [problem('OPTIONS_COUNTER_REPEATS', { reset })] : []
  },
  expression: () => ({ kind: 'text' }),
  samples: {
    options: { prefix: 'HT-', dateFormat: 'YYYYMM', digits: 4, reset: 'month' },
    valid: ['HT-202611-0001'],
    invalid: [1, []],
  },
})
