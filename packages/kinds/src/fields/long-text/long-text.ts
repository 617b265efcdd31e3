import { defineFieldType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { cleanText } from '../../values/clean-text.ts'
import { defaultedOption } from '../../values/defaulted-option.ts'
import { longTextOperators } from '../../values/operator-sets.ts'

export default defineFieldType({
  type: 'long_text',
  label: { zh: '多行文本', en: 'Long text' },
  description: { zh: '多行文字，例如备注或说明。', en: 'Several lines of text, such as remarks.' },
  group: 'text',
  options: Type.Object(
    {
      maxLength: defaultedOption(Type.Integer({ minimum: 1, maximum: 100_000, default: 20_000 }), {
        label: { zh: '最大长度', en: 'Maximum length' },
      }),
    },
    { additionalProperties: false },
  ),
  value: ({ maxLength }) => Type.String({ maxLength }),
  normalise: (value: unknown, { maxLength }) => cleanText(value, { maxLength, lines: true }),
  text: (value: string) => value,
  operators: () => longTextOperators,
  aggregates: ['count'],
  expression: () => ({ kind: 'text' }),
  samples: {
    options: { maxLength: 200 },
    valid: ['第一行\n第二行', 'One line'],
    invalid: [1, false, 'a\u0000b', 'x'.repeat(201)],
  },
})
