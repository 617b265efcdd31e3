import { expect, it } from 'vitest'
import { suggestKey } from './suggest-key.ts'

it('makes a key of an English name that nothing else has', () => {
  const taken = new Set(['total', 'total_2'])
  expect(suggestKey('Total', taken, 'formula')).toBe('total_3')
  expect(suggestKey('Total with tax (13 %)', taken, 'formula')).toBe('total_with_tax_13')
  expect(suggestKey('2nd sum', taken, 'formula')).toBe('nd_sum')
  expect(suggestKey('合计', taken, 'formula')).toBe('formula')
})
