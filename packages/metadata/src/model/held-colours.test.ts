import { expect, it } from 'vitest'
import type { ColourRule } from '../documents/view.ts'
import { heldColours } from './held-colours.ts'

const rule = (key: string, colour: ColourRule['colour'], field?: string): ColourRule => ({
  ...{ key, colour, when: { and: [] } },
  ...(field !== undefined && { field }),
})

it('takes the first rule that holds, for the record and for each cell', () => {
  const rules = [rule('late', 'red'), rule('soon', 'orange'), rule('due', 'red', 'due'), rule('any', 'blue', 'due')]
  const held = heldColours(rules, ['any', 'due', 'soon'])
  expect(held.row?.key).toBe('soon')
  expect([...held.cells].map(([field, { key }]) => `${field} ${key}`)).toEqual(['due due'])
  expect(heldColours(rules, [])).toEqual({ row: null, cells: new Map() })
})
