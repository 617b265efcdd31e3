import { defineFieldType, emptyOptions } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { cleanText } from '../../values/clean-text.ts'
import { countAggregates, textOperators } from '../../values/operator-sets.ts'
import { isProblem, problem } from '../../values/problem.ts'

const maxLength = 2000

export default defineFieldType({
  type: 'url',
  label: { zh: '网址', en: 'Web address' },
  description: { zh: 'http 或 https 网址。', en: 'An address that starts with http or https.' },
  group: 'text',
  options: emptyOptions,
  value: () => Type.String({ maxLength }),
  normalise(value: unknown) {
    const text = cleanText(value, { maxLength, lines: false })
    if (isProblem(text) || text.value === null) return text
    const address = webAddress(String(text.value))
    return address ? { value: address } : problem('VALUE_NOT_URL')
  },
  text: (value: string) => value,
  operators: () => textOperators,
  sortable: true,
  groupable: true,
  aggregates: countAggregates,
  unique: true,
  expression: () => ({ kind: 'text' }),
  samples: {
    valid: ['https://example.com/', 'http://例子.公司/路径?q=1#a', 'https://example.com:8443/a%20b'],
    invalid: [
      'javascript:alert(1)',
      'ftp://example.com',
      'https://',
      'example',
      'https://user:secret@example.com',
      1,
      [],
    ],
  },
})

/** Kept as written, so that a link is what somebody pasted; only what would not open as a web page is refused. */
function webAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || /\s/.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  // A name and password in an address are a classic disguise for another host.
  if (url.username || url.password || !url.hostname) return null
  return text.replace(/^https?/i, (scheme) => scheme.toLowerCase())
}
