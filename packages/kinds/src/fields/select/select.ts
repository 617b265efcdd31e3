import { defineFieldType, Key, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { choiceOperators, countAggregates } from '../../values/operator-sets.ts'
import { optionLabel } from '../../values/option-label.ts'
import { parseOptionText } from '../../values/parse-option-text.ts'
import { problem } from '../../values/problem.ts'

export default defineFieldType({
  type: 'select',
  label: { zh: '单选', en: 'Single select' },
  description: { zh: '从选项集中选择一项。', en: 'One option of an option set.' },
  group: 'choice',
  options: Type.Object(
    { optionSet: option(Key, { label: { zh: '选项集', en: 'Option set' }, editor: 'option-set' }) },
    { additionalProperties: false },
  ),
  value: () => Key,
  normalise(value: unknown, _options, field) {
    if (typeof value !== 'string') return problem('VALUE_NOT_TEXT')
    return field.optionSet?.options.has(value) ? { value } : problem('VALUE_NOT_OPTION', { value: value.slice(0, 50) })
  },
  fromText: parseOptionText,
  text: (value: string, field, language) => optionLabel(field, value, language),
  operators: () => choiceOperators,
  sortable: true,
  groupable: true,
  aggregates: countAggregates,
  references: { optionSet: 'option_set' },
  expression: ({ optionSet }) => (optionSet ? { kind: 'enum', optionSet: optionSet.key } : null),
  samples: {
    options: { optionSet: 'sample_level' },
    valid: ['gold', 'silver', 'none'],
    invalid: ['platinum', 'constructor', '__proto__', 'Gold', 1, ['gold']],
  },
})
