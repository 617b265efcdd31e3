import { expect, it } from 'vitest'
import { countText, shareText } from './number-text.ts'

it('writes counts with the separators of the language, and shares as whole per cents', () => {
  expect(countText(1234567, 'en')).toBe('1,234,567')
  expect(countText(1234567, 'zh')).toBe('1,234,567')
  expect(shareText(0.456, 'en')).toBe('46%')
  expect(shareText(0, 'zh')).toBe('0%')
})
