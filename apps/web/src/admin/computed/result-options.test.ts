import { types } from '@mortise/expressions'
import { fieldTypes } from '@mortise/kinds/runtime'
import { expect, it } from 'vitest'
import { resultTypes } from './result-options.tsx'

const offered = (type: Parameters<typeof resultTypes>[1]) =>
  resultTypes([...fieldTypes.all()], type, { optionSets: new Map() }).map((kind) => kind.type)

it('offers the types of field that have such values, the usual one first', () => {
  expect(offered(types.num)[0]).toBe('decimal')
  expect(offered(types.num)).toContain('money')
  expect(offered(types.text)).not.toContain('auto_number')
})

it('offers none for what no computed field may have', () => {
  expect(offered({ kind: 'ref', entity: 'customer' })).toEqual([])
  expect(offered({ kind: 'files' })).toEqual([])
})
