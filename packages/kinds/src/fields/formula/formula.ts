import { defineFieldType, option, StoredExpressionSchema } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { resultOption } from '../../values/result-option.ts'
import { shownValue } from '../../values/shown-value.ts'

export default defineFieldType({
  ...shownValue,
  type: 'formula',
  label: { zh: '公式', en: 'Formula' },
  description: {
    zh: '由其他字段计算得出，随之自动更新。',
    en: 'Computed from other fields, and always up to date with them.',
  },
  group: 'computed',
  options: Type.Object(
    {
      expression: option(StoredExpressionSchema, { label: { zh: '公式', en: 'Formula' }, editor: 'expression' }),
      result: resultOption,
    },
    { additionalProperties: false },
  ),
  computed: ({ expression, result }) => ({
    expr: expression.expr,
    blankAs: expression.blankAs ?? 'zero',
    text: expression.text,
    result,
    kept: false,
    pointerOf: (at) => `/expression/expr${at}`,
  }),
  samples: {
    options: {
      expression: { v: 1, expr: { round: [{ var: 'decimal_value' }, 2] }, blankAs: 'blank' },
      result: { type: 'decimal', options: { scale: 2 } },
    },
    valid: ['12.50'],
    invalid: [],
  },
})
