import { expect, it } from 'vitest'
import { typeChange } from './column-type.ts'

it.each([
  ['timestamp(3) with time zone', 'timestamptz(3)', 'none'],
  ['bigint', 'int8', 'none'],
  ['numeric(28,2)', 'numeric(28, 2)', 'none'],
  ['numeric(18,2)', 'numeric(20,2)', { alterTo: 'numeric(20,2)' }],
  ['numeric(20,4)', 'numeric(18,2)', 'none'],
  ['numeric(18,2)', 'numeric(20,4)', { alterTo: 'numeric' }],
  ['numeric(20,2)', 'numeric(20,4)', { alterTo: 'numeric' }],
  ['numeric', 'numeric(20,4)', 'none'],
  ['numeric(20,2)', 'numeric', { alterTo: 'numeric' }],
  ['bigint', 'numeric(18,2)', 'unsafe'],
  ['text', 'bigint', 'unsafe'],
  ['text', 'text[]', 'unsafe'],
  ['date', 'timestamptz(3)', 'unsafe'],
] as const)('a column of type %s that should be %s: %o', (present, wanted, change) => {
  expect(typeChange(present, wanted)).toEqual(change)
})
