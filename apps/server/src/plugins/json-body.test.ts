import { describe, expect, it } from 'vitest'
import { isTooDeep } from './json-body.ts'

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('the depth of JSON', () => {
  it('is measured exactly', () => {
    expect(isTooDeep(nested(64))).toBe(false)
    expect(isTooDeep(nested(65))).toBe(true)
  })
  it('does not count brackets inside strings, nor closed ones', () => {
    expect(isTooDeep(JSON.stringify('['.repeat(500)))).toBe(false)
    expect(isTooDeep(JSON.stringify(`\\"${'['.repeat(500)}`))).toBe(false)
    expect(isTooDeep(`[${'[],'.repeat(500)}[]]`)).toBe(false)
  })
  it('sees brackets after a string that ends in an escaped backslash', () => {
    expect(isTooDeep(`["\\\\",${nested(64)}]`)).toBe(true)
  })
})
