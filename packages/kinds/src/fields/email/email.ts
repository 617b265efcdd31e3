import { defineFieldType, emptyOptions } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { cleanText } from '../../values/clean-text.ts'
import { countAggregates, textOperators } from '../../values/operator-sets.ts'
import { isProblem, problem } from '../../values/problem.ts'

const maxLength = 254
const pattern =
  /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u

export default defineFieldType({
  type: 'email',
  label: { zh: '电子邮箱', en: 'E-mail' },
  description: { zh: '电子邮箱地址，保存为小写。', en: 'An e-mail address, kept in lower case.' },
  group: 'text',
  options: emptyOptions,
  value: () => Type.String({ maxLength }),
  normalise(value: unknown) {
    const text = cleanText(value, { maxLength, lines: false })
    if (isProblem(text) || text.value === null) return text
    const address = String(text.value).normalize('NFKC').toLowerCase()
    return pattern.test(address) ? { value: address } : problem('VALUE_NOT_EMAIL')
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
    valid: ['li.na@example.com', 'Zhang+crm@Example.COM.cn', '用户@例子.公司'],
    invalid: ['li.na', 'a@b', 'a b@example.com', '@example.com', 'a@@example.com', 'Li <li@example.com>', 1, {}],
  },
})
