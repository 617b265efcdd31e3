import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { suggestKey, withField, withoutField } from './computed-document.ts'

const text = (words: string) => ({ zh: words, en: words })
const field = (key: string, type = 'text'): FieldDocument => ({ key, type, label: text(key) })
const entity: EntityDocument = {
  kind: 'entity',
  key: 'order',
  label: text('Order'),
  titleField: 'number',
  fields: [field('number'), field('total', 'formula'), field('remark')],
}

describe('computed fields of a table', () => {
  it('are replaced in their place, and added at the end', () => {
    const replaced = withField(entity, { ...field('total', 'formula'), label: text('Sum') })
    expect(replaced.fields.map(({ key, label }) => [key, label.en])).toEqual([
      ['number', 'number'],
      ['total', 'Sum'],
      ['remark', 'remark'],
    ])
    expect(withField(entity, field('tax', 'formula')).fields.at(-1)?.key).toBe('tax')
    expect(withoutField(entity, 'total').fields.map(({ key }) => key)).toEqual(['number', 'remark'])
    expect(entity.fields).toHaveLength(3)
  })

  it('get a key made of their English name that no other field has', () => {
    const taken = new Set(['total', 'total_2'])
    expect(suggestKey('Total', taken, 'formula')).toBe('total_3')
    expect(suggestKey('Total with tax (13 %)', taken, 'formula')).toBe('total_with_tax_13')
    expect(suggestKey('2nd sum', taken, 'formula')).toBe('nd_sum')
    expect(suggestKey('合计', taken, 'formula')).toBe('formula')
  })
})
