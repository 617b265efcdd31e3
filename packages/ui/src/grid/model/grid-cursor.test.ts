import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clampCursor, cursorAt, cursorMoves, cursorRange, moveCursor } from './grid-cursor.ts'

const extent = { rows: 100, columns: 6, page: 20 }

describe('the cursor', () => {
  it('never leaves the grid, whatever is pressed', () => {
    const step = fc.record({ move: fc.constantFrom(...cursorMoves), extend: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const end = steps.reduce((cursor, { move, extend }) => moveCursor(cursor, move, extent, extend), cursorAt(5, 2))
        const { fromRow, toRow, fromColumn, toColumn } = cursorRange(end)
        expect(fromRow).toBeGreaterThanOrEqual(-1)
        expect(toRow).toBeLessThan(100)
        expect(fromColumn).toBeGreaterThanOrEqual(0)
        expect(toColumn).toBeLessThan(6)
        // A range never reaches into the header.
        if (fromRow === -1) expect(toRow).toBe(-1)
      }),
    )
  })

  it('grows a range from where it started and drops it on a plain move', () => {
    let cursor = moveCursor(cursorAt(5, 2), 'down', extent, true)
    cursor = moveCursor(cursor, 'right', extent, true)
    expect(cursorRange(cursor)).toEqual({ fromRow: 5, toRow: 6, fromColumn: 2, toColumn: 3 })
    expect(moveCursor(cursor, 'left', extent)).toEqual(cursorAt(6, 2))
  })

  it('goes from the first row to the header and back', () => {
    expect(moveCursor(cursorAt(0, 1), 'up', extent)).toEqual(cursorAt(-1, 1))
    expect(moveCursor(cursorAt(-1, 1), 'down', extent)).toEqual(cursorAt(0, 1))
    expect(moveCursor(cursorAt(50, 1), 'top', extent)).toEqual(cursorAt(0, 1))
    expect(moveCursor(cursorAt(0, 1), 'top', extent)).toEqual(cursorAt(-1, 1))
  })

  it('is brought back inside when rows or columns go away', () => {
    expect(clampCursor(cursorAt(99, 5), { rows: 10, columns: 2, page: 5 })).toEqual(cursorAt(9, 1))
    const kept = cursorAt(3, 1)
    expect(clampCursor(kept, extent)).toBe(kept)
  })
})
