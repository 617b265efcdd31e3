import { defineFieldType, emptyOptions } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { booleanOperators } from '../../values/operator-sets.ts'
import { parseBooleanText } from '../../values/parse-boolean-text.ts'
import { problem } from '../../values/problem.ts'

export default defineFieldType({
  type: 'checkbox',
  label: { zh: '复选框', en: 'Checkbox' },
  description: { zh: '是或否。', en: 'Yes or no.' },
  group: 'choice',
  options: emptyOptions,
  value: () => Type.Boolean(),
  blank: false,
  normalise: (value: unknown) => (typeof value === 'boolean' ? { value } : problem('VALUE_NOT_BOOLEAN')),
  fromText: parseBooleanText,
  text: (value: boolean, _field, language) => checkboxTexts[language === 'zh' ? 'zh' : 'en'][value ? 'yes' : 'no'],
  operators: () => booleanOperators,
  sortable: true,
  groupable: true,
  aggregates: ['count'],
  expression: () => ({ kind: 'bool' }),
  samples: { valid: [true, false], invalid: ['true', 1, 'yes', []] },
})

const checkboxTexts = { zh: { yes: '是', no: '否' }, en: { yes: 'Yes', no: 'No' } }
