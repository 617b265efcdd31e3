import { defineFieldType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { cleanText } from '../../values/clean-text.ts'
import { defaultedOption } from '../../values/defaulted-option.ts'
import { countAggregates, textOperators } from '../../values/operator-sets.ts'

export default defineFieldType({
  type: 'text',
  label: { zh: '单行文本', en: 'Text' },
  description: { zh: '一行文字，例如名称或编号。', en: 'One line of text, such as a name.' },
  group: 'text',
  options: Type.Object(
    {
      maxLength: defaultedOption(Type.Integer({ minimum: 1, maximum: 2000, default: 255 }), {
        label: { zh: '最大长度', en: 'Maximum length' },
      }),
    },
    { additionalProperties: false },
  ),
  value: ({ maxLength }) => Type.String({ maxLength }),
  normalise: (value: unknown, { maxLength }) => cleanText(value, { maxLength, lines: false }),
  text: (value: string) => value,
  operators: () => textOperators,
  sortable: true,
  groupable: true,
  aggregates: countAggregates,
  title: true,
  unique: true,
  expression: () => ({ kind: 'text' }),
  samples: {
    options: { maxLength: 40 },
    valid: ['华东区大客户', 'ACME "Ltd" \\ 100%_', 'É', '😀 emoji'],
    invalid: [1, {}, ['x'], 'a\u0000b', '\ud800', 'x'.repeat(41)],
  },
})
