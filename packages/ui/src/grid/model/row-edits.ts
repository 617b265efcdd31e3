import { deepEqual } from '@mortise/core'

/** A cell that was changed and is not yet what the server has. */
export interface CellEdit {
  value: unknown
  /** What the server has, as far as is known. */
  base: unknown
  state: 'saving' | 'failed'
  /** Why it failed, in the user's language. */
  message?: string
  /** What was pasted, when it could not be read as a value. */
  text?: string
}

/** The changed cells of one record, by column. Never changed in place. */
export type RowEdits = ReadonlyMap<string, CellEdit>

export type SaveOutcome =
  | { saved: true }
  | { saved: false; message: string; problems: { readonly [column: string]: string } }

/** Adds an edit; the base stays that of the first change. */
export function withEdit(edits: RowEdits, column: string, edit: CellEdit): RowEdits {
  return new Map(edits).set(column, { ...edit, base: (edits.get(column) ?? edit).base })
}

/** Adds a changed value to save, or forgets the cell when it is back at what the server has. */
export function withChange(edits: RowEdits, column: string, change: { value: unknown; base: unknown }): RowEdits {
  const { base } = edits.get(column) ?? change
  return deepEqual(change.value, base)
    ? without(edits, (name) => name === column)
    : withEdit(edits, column, { ...change, state: 'saving' })
}

/** Failed values are to be saved again; text that could not be read stays. */
export function withRetry(edits: RowEdits): RowEdits {
  return new Map(
    [...edits].map(([column, edit]) => [
      column,
      edit.text === undefined ? { value: edit.value, base: edit.base, state: 'saving' } : edit,
    ]),
  )
}

export function withoutFailed(edits: RowEdits, column?: string): RowEdits {
  return without(edits, (name, edit) => edit.state === 'failed' && (column === undefined || name === column))
}

export function editsToSave(edits: RowEdits): RowEdits {
  return without(edits, (_, edit) => edit.state !== 'saving')
}

/**
 * The edits after a save came back. What was changed again meanwhile stays to be saved; when only some cells are to
 * blame for a refusal, the others stay too, to be sent again without them.
 */
export function settled(edits: RowEdits, sent: RowEdits, outcome: SaveOutcome): RowEdits {
  const next = new Map(edits)
  for (const [column, { value }] of sent) {
    const present = edits.get(column)
    if (!present) continue
    const unchanged = present.state === 'saving' && Object.is(present.value, value)
    if (!outcome.saved) {
      if (unchanged && isToBlame(column, sent, outcome.problems)) {
        next.set(column, { ...present, state: 'failed', message: outcome.problems[column] ?? outcome.message })
      }
    } else if (unchanged) next.delete(column)
    else next.set(column, { ...present, base: value })
  }
  return next
}

export function countStates(rows: Iterable<RowEdits>): { saving: number; failed: number } {
  let saving = 0
  let failed = 0
  for (const edits of rows) {
    for (const { state } of edits.values()) {
      if (state === 'saving') saving += 1
      else failed += 1
    }
  }
  return { saving, failed }
}

function isToBlame(column: string, sent: RowEdits, problems: { readonly [column: string]: string }): boolean {
  return column in problems || !Object.keys(problems).some((name) => sent.has(name))
}

function without(edits: RowEdits, drop: (column: string, edit: CellEdit) => boolean): RowEdits {
  return new Map([...edits].filter(([column, edit]) => !drop(column, edit)))
}
