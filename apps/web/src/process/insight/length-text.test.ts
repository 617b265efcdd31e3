import { expect, it } from 'vitest'
import { lengthText } from './length-text.ts'

it.each([
  [0, '0 s', '0 秒'],
  [42, '42 s', '42 秒'],
  [600, '10 min', '10 分钟'],
  [5400, '1 h 30 min', '1 小时 30 分钟'],
  [93_600, '1 d 2 h', '1 天 2 小时'],
  [1_040_000, '12 d', '12 天'],
])('%d seconds', (seconds, en, zh) => {
  expect(lengthText(seconds, 'en')).toBe(en)
  expect(lengthText(seconds, 'zh')).toBe(zh)
})
