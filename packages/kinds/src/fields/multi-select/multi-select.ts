import { defineFieldType, Key, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { choiceListOperators } from '../../values/operator-sets.ts'
import { optionLabel } from '../../values/option-label.ts'
import { parseOptionList } from '../../values/parse-option-text.ts'
import { problem } from '../../values/problem.ts'

const maxChoices = 1000

export default defineFieldType({
  type: 'multi_select',
  label: { zh: '多选', en: 'Multiple select' },
  description: { zh: '从选项集中选择多项，例如标签。', en: 'Several options of an option set, such as tags.' },
  group: 'choice',
  options: Type.Object(
    { optionSet: option(Key, { label: { zh: '选项集', en: 'Option set' }, editor: 'option-set' }) },
    { additionalProperties: false },
  ),
  value: () => Type.Array(Key, { maxItems: maxChoices }),
  blank: [],
  normalise(value: unknown, _options, field) {
    if (!Array.isArray(value)) return problem('VALUE_NOT_LIST')
    const unknown = value.find((key) => typeof key !== 'string' || !field.optionSet?.options.has(key))
    if (unknown !== undefined)
      return problem('VALUE_NOT_OPTION', { value: String(JSON.stringify(unknown)).slice(0, 50) })
    return { value: [...new Set(value)].sort() }
  },
  fromText: parseOptionList,
  text: (value: string[], field, language) => value.map((key) => optionLabel(field, key, language)).join(', '),
  operators: () => choiceListOperators,
  aggregates: ['count'],
  references: { optionSet: 'option_set' },
  expression: ({ optionSet }) => (optionSet ? { kind: 'set', optionSet: optionSet.key } : null),
  samples: {
    options: { optionSet: 'sample_level' },
    valid: [
      ['gold', 'silver'],
      ['none', 'gold', 'none'],
    ],
    invalid: ['gold', ['platinum'], [1], [['gold']], { gold: true }],
  },
})
