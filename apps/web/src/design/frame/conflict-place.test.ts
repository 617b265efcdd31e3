import { expect, it } from 'vitest'
import { conflictPlace } from './conflict-place.ts'

const document = {
  label: { zh: '商机', en: 'Opportunity' },
  fields: [{ key: 'amount', label: { zh: '金额', en: 'Amount' }, options: { scale: 2 } }],
}

it('names a place as it is named on the screen', () => {
  expect(conflictPlace(document, '/fields/amount/label/zh', 'zh')).toEqual(['金额', '名称', '中文'])
  expect(conflictPlace(document, '/fields/amount/required', 'en')).toEqual(['Amount', 'required'])
  expect(conflictPlace(document, '/fields/amount/options/scale', 'en')).toEqual(['Amount', 'scale'])
  expect(conflictPlace(document, '/fields/gone/label', 'en')).toEqual(['gone', 'name'])
})
