import { expect, it } from 'vitest'
import { runKeys } from './run-keys.ts'

it('sends the same content under the same key, whatever was sent in between', () => {
  const keyOf = runKeys()
  const first = keyOf({ ids: ['a'], input: { stage: 'won', tags: ['x'] } })
  expect(keyOf({ ids: ['a'], input: { tags: ['x'], stage: 'won' } })).toBe(first)
  const corrected = keyOf({ ids: ['a'], input: { stage: 'lost', tags: ['x'] } })
  expect(corrected).not.toBe(first)
  expect(keyOf({ ids: ['a'], input: { stage: 'won', tags: ['x'] } })).toBe(first)
})

it('takes what was changed in place for something else', () => {
  const keyOf = runKeys()
  const content = { form: { values: { amount: '1' }, version: 3 } }
  const first = keyOf(content)
  content.form.values.amount = '2'
  expect(keyOf(content)).not.toBe(first)
})

it('never uses the key of another press', () => {
  expect(runKeys()({})).not.toBe(runKeys()({}))
})
