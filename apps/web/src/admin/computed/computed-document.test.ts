import type { DraftChange } from '@mortise/api'
import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { stateInDraft, withField, withoutField } from './computed-document.ts'

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
})

describe('the state of a field in the draft', () => {
  const many = { ...entity, fields: Array.from({ length: 12 }, (_, place) => field(`f${place}`)) }
  const change = (kind: 'added' | 'changed' | 'removed', pointer: string): DraftChange => ({
    ...{ document: 'entity/order', change: kind, pointer, text: text(''), impact: null },
  })
  const stateOf = (key: string, ...changes: DraftChange[]) => stateInDraft({ changes }, many, key)

  it('is that of its own changes, not of a field that stands further down', () => {
    expect(stateOf('f1', change('changed', '/fields/1/options/result'))).toBe('changed')
    expect(stateOf('f1', change('added', '/fields/1'))).toBe('new')
    expect(stateOf('f1', change('added', '/fields/11'), change('changed', '/fields/10/label'))).toBeNull()
  })

  it('is not that of a field that stood in its place', () => {
    expect(stateOf('f1', change('removed', '/fields/1'))).toBeNull()
    expect(stateOf('f1', change('removed', '/fields/1/description'))).toBe('changed')
  })
})
