import { StatusChip, useText } from '@mortise/ui'
import { createCellEdits, DataGrid, type GridColumn, type GridSource, noSelection } from '@mortise/ui/grid'
import { useMemo, useState } from 'react'
import { galleryTexts } from './gallery-texts.ts'

interface SampleRow {
  id: string
  name: string
  stage: 'green' | 'orange' | 'grey'
  amount: number
}

const rows: SampleRow[] = ['Aurora', 'Borealis', 'Cumulus', 'Delta', 'Ember', 'Fjord'].map((name, index) => ({
  id: name,
  name,
  stage: (['green', 'orange', 'grey'] as const)[index % 3] ?? 'grey',
  amount: 1200 * (index + 1),
}))

/** The grid with a group, a row that loads, a failed cell, ticked rows and a summary. */
export function GridSamples() {
  const t = useText(galleryTexts)
  const [selection, setSelection] = useState({ ...noSelection, keys: new Set(['Borealis']) as ReadonlySet<string> })
  const edits = useMemo(() => {
    const store = createCellEdits({ save: async () => ({ saved: true }) })
    store.restore([{ row: 'Cumulus', column: 'name', value: 'Cumulus?', base: 'Cumulus' }], t('nameError'))
    return store
  }, [t])
  const columns = useMemo(
    () => [
      column('name', t('name'), { width: 200, pinned: true, opens: true }),
      column('stage', t('chips'), { width: 140 }),
      column('amount', t('amount'), { width: 120, align: 'end' }),
    ],
    [t],
  )
  const [placed, setPlaced] = useState<readonly { key: string; width: number; pinned: boolean }[] | null>(null)
  const shown = placed
    ? placed.flatMap(({ key, ...place }) => {
        const found = columns.find((entry) => entry.key === key)
        return found ? [{ ...found, ...place }] : []
      })
    : columns
  return (
    <div style={{ display: 'flex', height: 320, border: '1px solid var(--ui-border)' }}>
      <DataGrid
        label={t('grid')}
        columns={shown}
        source={source}
        rowHeight={34}
        edits={edits}
        selection={selection}
        onSelection={setSelection}
        onOpen={() => undefined}
        onSort={() => undefined}
        sort={[{ key: 'amount', direction: 'desc' }]}
        onColumns={setPlaced}
        summary={new Map([['amount', '25,200']])}
      />
    </div>
  )
}

const heads = {
  type: 'group',
  key: 'all',
  group: { key: 'all', label: 'A–F', count: rows.length, collapsed: false },
} as const
const drawn = rows.map((record) => ({ type: 'record', key: record.id, record }) as const)

const source: GridSource<SampleRow> = {
  rowCount: rows.length + 2,
  rowAt: (index) => (index === 0 ? heads : (drawn[index - 1] ?? { type: 'loading' })),
  ensureRange() {},
}

function column(
  key: 'name' | 'stage' | 'amount',
  label: string,
  look: Partial<GridColumn<SampleRow>>,
): GridColumn<SampleRow> {
  return {
    key,
    label,
    width: 120,
    align: 'start',
    sortable: true,
    value: (row) => row[key],
    render: (value) =>
      key === 'stage' ? (
        <StatusChip colour={value as SampleRow['stage']}>{String(value)}</StatusChip>
      ) : (
        <span className="ui-truncate">{typeof value === 'number' ? value.toLocaleString() : String(value)}</span>
      ),
    text: String,
    editing:
      key === 'name'
        ? {
            blank: '',
            parse: (text) => text,
            render: ({ id, label: name, value, onChange }) => (
              <input
                id={id}
                aria-label={name}
                value={String(value)}
                onChange={(event) => onChange(event.currentTarget.value)}
              />
            ),
          }
        : undefined,
    ...look,
  }
}
