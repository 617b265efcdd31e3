import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonFault } from './find-json-fault.ts'

describe('findJsonFault', () => {
  it.each([
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['a comma too many', '{\n  "a": [1, 2,]\n}', 2, 14],
    ['an unclosed list', '{"a": [1', 1, 9],
    ['single quotes', "{'a': 1}", 1, 2],
    ['a value that is none', '{"a": undefined}', 1, 7],
    ['a missing colon', '{"a" 1}', 1, 6],
    ['text after the end', '{}\nx', 2, 1],
    ['nothing at all', '', 1, 1],
    ['a line break inside a text', '"a\nb"', 1, 1],
    ['a key that is there twice', '{"a": 1,\n "a": 2}', 2, 2],
    ['a key that is there twice in another spelling', '{"a": 1, "\\u0061": 2}', 1, 10],
  ])('finds %s', (_what, text, line, column) => {
    expect(findJsonFault(text)).toMatchObject({ line, column })
  })

  it('takes the same key in two objects for what it is', () => {
    expect(findJsonFault('[{"a": 1}, {"a": {"a": 2}}]')).toBeNull()
  })

  it('finds no fault in what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        expect(findJsonFault(JSON.stringify(value, null, indent))).toBeNull()
      }),
    )
  })

  it('agrees with JSON.parse on texts that are nearly JSON', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-',
      '.5',
      'null',
      'true',
      ' ',
      '\n',
      '"',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = pieces.join('')
        const fault = findJsonFault(text)
        if (fault?.problem.en.endsWith('is there twice.')) return
        expect(fault === null).toBe(parses(text))
      }),
      { numRuns: 5000 },
    )
  })
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
