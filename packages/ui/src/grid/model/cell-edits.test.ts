import { describe, expect, it } from 'vitest'
import { createCellEdits } from './cell-edits.ts'
import type { SaveOutcome } from './row-edits.ts'

/** A server that answers when told to, and says what it was asked. */
function slowServer() {
  const calls: { row: string; values: { [column: string]: unknown }; answer(outcome: SaveOutcome): void }[] = []
  const edits = createCellEdits({
    save: (row, values) => new Promise((answer) => calls.push({ row, values, answer })),
  })
  const answer = async (index: number, outcome: SaveOutcome = { saved: true }) => {
    calls[index]?.answer(outcome)
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  const change = (row: string, column: string, value: unknown, base: unknown = 'old') =>
    edits.change([{ row, column, value, base }])
  return {
    calls,
    edits,
    answer,
    change,
    edit: (row: string, column: string) => edits.snapshot().rows.get(row)?.get(column),
  }
}

const refused = (problems: { [column: string]: string } = {}): SaveOutcome => ({
  saved: false,
  message: 'refused',
  problems,
})

describe('edits of cells', () => {
  it('shows the new value at once and forgets it when it is saved', async () => {
    const { edit, change, answer, edits } = slowServer()
    change('1', 'name', 'new')
    expect(edit('1', 'name')).toMatchObject({ value: 'new', state: 'saving' })
    await answer(0)
    expect(edits.snapshot()).toMatchObject({ saving: 0, failed: 0 })
  })

  it('keeps a refused value with its reason until it is tried again', async () => {
    const { edit, change, answer, edits, calls } = slowServer()
    change('1', 'name', 'new')
    await answer(0, refused({ name: 'too long' }))
    expect(edit('1', 'name')).toEqual({ value: 'new', base: 'old', state: 'failed', message: 'too long' })
    expect(edits.unsaved()).toEqual([{ row: '1', column: 'name', value: 'new', base: 'old' }])
    edits.retry('1')
    expect(calls[1]?.values).toEqual({ name: 'new' })
    await answer(1)
    expect(edits.unsaved()).toEqual([])
  })

  it('saves a record once at a time, with everything that came in meanwhile', async () => {
    const { change, answer, calls, edits } = slowServer()
    change('1', 'name', 'a')
    change('1', 'name', 'b')
    change('1', 'phone', '1')
    expect(calls).toHaveLength(1)
    await answer(0)
    expect(calls[1]?.values).toEqual({ name: 'b', phone: '1' })
    await answer(1)
    expect(edits.snapshot().saving).toBe(0)
  })

  it('sends the old value again when it is restored while another one is being saved', async () => {
    const { change, answer, calls } = slowServer()
    change('1', 'name', 'new')
    change('1', 'name', 'old')
    await answer(0)
    expect(calls[1]?.values).toEqual({ name: 'old' })
  })

  it('saves the other cells of a record when one of them is refused', async () => {
    const { edits, answer, calls, edit } = slowServer()
    edits.change([
      { row: '1', column: 'name', value: 'new', base: '' },
      { row: '1', column: 'age', value: -1, base: 1 },
    ])
    await answer(0, refused({ age: 'negative' }))
    expect(calls[1]?.values).toEqual({ name: 'new' })
    await answer(1)
    expect(edit('1', 'name')).toBeUndefined()
    expect(edit('1', 'age')).toMatchObject({ state: 'failed', value: -1, message: 'negative' })
  })

  it('saves at most four records at once and then the others', async () => {
    const { edits, calls, answer } = slowServer()
    edits.change(Array.from({ length: 6 }, (_, row) => ({ row: String(row), column: 'n', value: 1, base: 0 })))
    expect(calls).toHaveLength(4)
    await answer(0)
    await answer(1)
    expect(calls).toHaveLength(6)
  })

  it('says nothing to the server when a value is put back before it was sent', async () => {
    const { edits, calls, change, answer, edit } = slowServer()
    change('1', 'name', 'new')
    await answer(0, refused())
    change('1', 'name', 'old')
    expect(edit('1', 'name')).toBeUndefined()
    expect(calls).toHaveLength(1)
    expect(edits.snapshot().failed).toBe(0)
  })

  it('shows text that could not be read, never sends it, and gives it up when asked', async () => {
    const { edits, calls, edit } = slowServer()
    edits.reportUnreadable([{ row: '1', column: 'age', base: 3, text: 'abc', message: 'no number' }])
    edits.retry()
    expect(calls).toHaveLength(0)
    expect(edit('1', 'age')).toMatchObject({ state: 'failed', text: 'abc', value: 3 })
    edits.discard('1', 'age')
    expect(edit('1', 'age')).toBeUndefined()
  })
})
