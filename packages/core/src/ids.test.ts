import { expect, it } from 'vitest'
import { isUuid, uuidv7, uuidv7Time } from './ids.ts'

it('makes identifiers that are well formed, different, and in the order of their making', () => {
  const ids = Array.from({ length: 10_000 }, () => uuidv7())
  expect(ids.every(isUuid)).toBe(true)
  expect(ids.every((id) => /^.{14}7.{4}[89ab]/.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
})

it('holds the time of its making, and never goes back when the clock does', () => {
  const later = Date.now() + 60_000
  const first = uuidv7(later)
  expect(uuidv7Time(first).getTime()).toBe(later)
  const second = uuidv7(later - 5000)
  expect(second > first).toBe(true)
})

it('has a random end', () => {
  const ends = Array.from({ length: 2000 }, () => uuidv7().slice(-17))
  expect(new Set(ends).size).toBe(ends.length)
})
