import {
  countStates,
  editsToSave,
  type RowEdits,
  type SaveOutcome,
  settled,
  withChange,
  withEdit,
  withoutFailed,
  withRetry,
} from './row-edits.ts'

export interface UnsavedCell {
  row: string
  column: string
  value: unknown
  base: unknown
}

export type CellChange = UnsavedCell

/** Text that could not be read as a value of its column; kept and shown until the user corrects it. */
export interface UnreadableCell {
  row: string
  column: string
  base: unknown
  text: string
  message: string
}

export interface CellEditsSnapshot {
  rows: ReadonlyMap<string, RowEdits>
  saving: number
  failed: number
}

/** Changes made in the grid, shown at once and saved behind it; what fails stays, with its reason. */
export interface CellEdits {
  snapshot(): CellEditsSnapshot
  subscribe(listener: () => void): () => void
  change(changes: readonly CellChange[]): void
  reportUnreadable(cells: readonly UnreadableCell[]): void
  /** Cells that an earlier visit could not save. */
  restore(cells: readonly UnsavedCell[], message: string): void
  /** Saves failed cells again: those of a row, or all. */
  retry(row?: string): void
  /** Gives failed cells up: one, those of a row, or all. */
  discard(row?: string, column?: string): void
  /** What would be lost if the page were closed now. */
  unsaved(): UnsavedCell[]
}

export type SaveCells = (
  row: string,
  values: { [column: string]: unknown },
  bases: { [column: string]: unknown },
) => Promise<SaveOutcome>

const none: RowEdits = new Map()

/** One save per record at a time, with all its changed cells; at most four records at once. */
export function createCellEdits({ save }: { save: SaveCells }): CellEdits {
  const store = createStore()
  const queue = createSaveQueue(store, save)

  function updateEach(rows: Iterable<string>, update: (edits: RowEdits) => RowEdits) {
    store.update([...rows].map((row) => [row, update] as const))
  }
  const chosen = (row?: string) => (row === undefined ? [...store.snapshot().rows.keys()] : [row])

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    change(changes) {
      store.update(
        changes.map(({ row, column, value, base }) => [
          row,
          (edits) =>
            // While a save is under way, even the old value must be sent after it.
            queue.isSaving(row)
              ? withEdit(edits, column, { value, base, state: 'saving' })
              : withChange(edits, column, { value, base }),
        ]),
      )
      queue.add(changes.map(({ row }) => row))
    },
    reportUnreadable(cells) {
      store.update(
        cells.map(({ row, column, base, text, message }) => [
          row,
          (edits) => withEdit(edits, column, { value: base, base, state: 'failed', text, message }),
        ]),
      )
    },
    restore(cells, message) {
      store.update(
        cells.map(({ row, column, value, base }) => [
          row,
          (edits) => withEdit(edits, column, { value, base, state: 'failed', message }),
        ]),
      )
    },
    retry(row) {
      updateEach(chosen(row), withRetry)
      queue.add(chosen(row))
    },
    discard(row, column) {
      updateEach(chosen(row), (edits) => withoutFailed(edits, column))
    },
    unsaved: () =>
      [...store.snapshot().rows].flatMap(([row, edits]) =>
        [...edits].flatMap(([column, { value, base, text }]) =>
          text === undefined ? [{ row, column, value, base }] : [],
        ),
      ),
  }
}

type Store = ReturnType<typeof createStore>

function createStore() {
  const listeners = new Set<() => void>()
  let snapshot: CellEditsSnapshot = { rows: new Map(), saving: 0, failed: 0 }
  return {
    snapshot: () => snapshot,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    update(updates: readonly (readonly [row: string, update: (edits: RowEdits) => RowEdits])[]) {
      const rows = new Map(snapshot.rows)
      for (const [row, update] of updates) {
        const edits = update(rows.get(row) ?? none)
        if (edits.size > 0) rows.set(row, edits)
        else rows.delete(row)
      }
      snapshot = { rows, ...countStates(rows.values()) }
      for (const listener of listeners) listener()
    },
  }
}

const parallelSaves = 4

function createSaveQueue(store: Store, save: SaveCells) {
  const waiting = new Set<string>()
  const running = new Set<string>()

  function pump() {
    for (const row of waiting) {
      if (running.size >= parallelSaves) return
      if (running.has(row)) continue
      waiting.delete(row)
      void saveRow(row)
    }
  }
  async function saveRow(row: string) {
    const sent = editsToSave(store.snapshot().rows.get(row) ?? none)
    if (sent.size === 0) return
    running.add(row)
    const outcome = await save(row, pick(sent, 'value'), pick(sent, 'base')).catch(
      (error: unknown): SaveOutcome => ({ saved: false, message: String(error), problems: {} }),
    )
    running.delete(row)
    store.update([[row, (edits) => settled(edits, sent, outcome)]])
    if (editsToSave(store.snapshot().rows.get(row) ?? none).size > 0) waiting.add(row)
    pump()
  }
  return {
    isSaving: (row: string) => running.has(row),
    add(rows: Iterable<string>) {
      for (const row of rows) waiting.add(row)
      pump()
    },
  }
}

function pick(edits: RowEdits, what: 'value' | 'base'): { [column: string]: unknown } {
  return Object.fromEntries([...edits].map(([column, edit]) => [column, edit[what]]))
}
