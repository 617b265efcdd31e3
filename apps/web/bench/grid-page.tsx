import '@mortise/ui/styles.css'
import { StatusChip, UiProvider } from '@mortise/ui'
import { createCellEdits, DataGrid, type GridColumn, type GridSource, noSelection } from '@mortise/ui/grid'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

/** 100,000 rows of 20 columns, all in memory: measures the grid and nothing else. See measure-grid.mjs. */
interface BenchRow {
  id: string
  cells: readonly (string | number)[]
}

const rowCount = 100_000
const colours = ['grey', 'green', 'blue', 'orange', 'purple'] as const

const rows: BenchRow[] = Array.from({ length: rowCount }, (_, index) => ({
  id: `r${index}`,
  cells: Array.from({ length: 20 }, (_, column) =>
    column % 4 === 1
      ? (colours[(index + column) % 5] ?? 'grey')
      : column % 4 === 2
        ? (index * 37 + column) % 9973
        : `Value ${index}-${column}`,
  ),
}))

const columns: GridColumn<BenchRow>[] = Array.from({ length: 20 }, (_, column) => ({
  key: `c${column}`,
  label: `Column ${column + 1}`,
  width: 140,
  align: column % 4 === 2 ? 'end' : 'start',
  pinned: column === 0,
  sortable: true,
  opens: column === 0,
  value: (row) => row.cells[column],
  render: (value) =>
    column % 4 === 1 ? (
      <StatusChip colour={value as (typeof colours)[number]}>{String(value)}</StatusChip>
    ) : (
      <span className="ui-truncate">{String(value)}</span>
    ),
  text: String,
  editing: {
    blank: null,
    parse: (text) => text,
    render: ({ value, onChange, label }) => (
      <input aria-label={label} value={String(value ?? '')} onChange={(event) => onChange(event.target.value)} />
    ),
  },
}))

const source: GridSource<BenchRow> = {
  rowCount,
  rowAt(index) {
    const record = rows[index]
    return record ? cached(record) : { type: 'loading' }
  },
  ensureRange() {},
}

const wrapped = new WeakMap<BenchRow, { type: 'record'; key: string; record: BenchRow }>()
function cached(record: BenchRow) {
  let row = wrapped.get(record)
  if (!row) {
    row = { type: 'record', key: record.id, record }
    wrapped.set(record, row)
  }
  return row
}

const edits = createCellEdits({ save: async () => ({ saved: true }) })

function Page() {
  const [selection, setSelection] = useState(noSelection)
  const [shown, setShown] = useState(columns)
  return (
    <UiProvider>
      <div style={{ display: 'flex', height: '100vh' }}>
        <DataGrid
          label="Bench"
          columns={shown}
          source={source}
          rowHeight={34}
          edits={edits}
          selection={selection}
          onSelection={setSelection}
          onOpen={() => {}}
          onSort={() => {}}
          onColumns={(placements) =>
            setShown(
              placements.flatMap(({ key, width, pinned }) => {
                const column = columns.find((entry) => entry.key === key)
                return column ? [{ ...column, width, pinned }] : []
              }),
            )
          }
          summary={new Map([['c2', 'Sum 1,234,567']])}
        />
      </div>
    </UiProvider>
  )
}

performance.mark('grid-start')
const container = document.getElementById('root')
if (container) createRoot(container).render(<Page />)
requestAnimationFrame(() => setTimeout(() => performance.measure('grid-mount', 'grid-start')))
