import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatTsv, parseTsv } from './tsv.ts'

describe('tab separated cells', () => {
  it('reads back whatever it wrote', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', 'a\tb', 'a\nb', 'a\r\nb', '""', '"a', ''))
    const rows = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      )
    fc.assert(
      fc.property(rows, (cells) => {
        expect(parseTsv(formatTsv(cells))).toEqual(cells)
      }),
    )
  })

  it('reads what spreadsheets write: CRLF, a line end at the end, quoted cells', () => {
    expect(parseTsv('a\tb\r\n"line 1\nline 2"\t"say ""hi"""\r\n')).toEqual([
      ['a', 'b'],
      ['line 1\nline 2', 'say "hi"'],
    ])
  })

  it('takes a quote that does not enclose the cell as it is', () => {
    expect(parseTsv('"a" and b\t24"')).toEqual([['"a" and b', '24"']])
    expect(parseTsv('"open')).toEqual([['"open']])
  })

  it('keeps empty cells and rows inside', () => {
    expect(parseTsv('a\t\t\n\nb')).toEqual([['a', '', ''], [''], ['b']])
  })
})
