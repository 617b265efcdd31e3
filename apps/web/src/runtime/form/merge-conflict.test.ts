import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changedValues, type FormValues } from './form-values.ts'
import { mergeChanges } from './merge-conflict.ts'

const values = fc.record({
  a: fc.constantFrom<unknown>(null, 'x', 'y'),
  b: fc.constantFrom<unknown>([], ['x'], ['x', 'y']),
  c: fc.constantFrom<unknown>(null, '1.00', '2.00'),
})

it('keeps what I changed and takes what only the others changed; only what both changed differently is asked', () => {
  fc.assert(
    fc.property(values, values, values, (start, mine, current) => {
      const changed = changedValues(start, mine)
      const { changes, conflicts } = mergeChanges(start, changed, current)
      const merged: FormValues = { ...current, ...changes }
      for (const [field, value] of Object.entries(mine)) {
        const iChanged = field in changed
        const theyChanged = field in changedValues(start, current)
        const same = JSON.stringify(value) === JSON.stringify(current[field as keyof typeof current])
        expect(merged[field]).toEqual(iChanged ? value : current[field as keyof typeof current])
        expect(conflicts.some((one) => one.field === field)).toBe(iChanged && theyChanged && !same)
      }
    }),
  )
})
