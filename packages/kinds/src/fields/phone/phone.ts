import { defineFieldType, emptyOptions } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { countAggregates, textOperators } from '../../values/operator-sets.ts'
import { canonicalPhone } from '../../values/phone-number.ts'
import { problem } from '../../values/problem.ts'

export default defineFieldType({
  type: 'phone',
  label: { zh: '电话', en: 'Phone' },
  description: {
    zh: '手机或座机号码；空格、横线和 +86 会统一。',
    en: 'A phone number; spaces, hyphens and +86 are unified.',
  },
  group: 'text',
  options: emptyOptions,
  value: () => Type.String({ maxLength: 60 }),
  normalise(value: unknown) {
    if (typeof value !== 'string') return problem('VALUE_NOT_TEXT')
    if (value.trim() === '') return { value: null }
    const phone = canonicalPhone(value)
    return phone === null ? problem('VALUE_NOT_PHONE') : { value: phone }
  },
  text: (value: string) => value,
  operators: () => textOperators,
  sortable: true,
  groupable: true,
  aggregates: countAggregates,
  title: true,
  unique: true,
  expression: () => ({ kind: 'text' }),
  samples: {
    valid: ['13812345678', '+86 138-1234-5679', '010-62345678', '(021) 6234 5678 转 801', '+44 20 7946 0958', '95588'],
    invalid: ['12', 'call me', '138123456789012345', '1381234567a', 13812345678, null, {}],
  },
})
