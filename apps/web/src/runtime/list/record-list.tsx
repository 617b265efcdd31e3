import type { EntityModel, ListOptions, ViewOptions } from '@mortise/metadata'
import { Button, CardSkeletons, RowSkeletons, useLanguage, usePhone, useText } from '@mortise/ui'
import { noSelection, type RowSelection, selectedCount } from '@mortise/ui/grid'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { CardList } from './cards/card-list.tsx'
import { computedParts } from './data/computed-parts.ts'
import { useCellEdits } from './data/use-cell-edits.ts'
import { type ListData, selectOf, useListData } from './data/use-list-data.ts'
import { ListGrid } from './grid/list-grid.tsx'
import { ListFrame } from './list-frame.tsx'
import classes from './list-page.module.css'
import type { ViewPageProps } from './list-page.tsx'
import { ListEmpty, ListFailed } from './list-states.tsx'
import { listTexts } from './list-texts.ts'
import { ColourLegend } from './toolbar/colour-legend.tsx'
import { ListTools } from './toolbar/list-tools.tsx'
import { UnsavedCellsBar } from './unsaved-cells-bar.tsx'
import { useCreate } from './use-create.ts'
import { listOptionsOf } from './views/view-options.ts'

const BulkBar = lazy(() => import('./bulk/bulk-bar.tsx').then((module) => ({ default: module.BulkBar })))

/** The records as a list: a grid, or cards on a phone. */
export function RecordList({
  entity,
  address,
  view,
  options: given,
  Frame = ListFrame,
}: ViewPageProps & { options: ViewOptions }) {
  const phone = usePhone()
  const options = listOptionsOf(given)
  const { search, navigate } = address
  const data = useListData(entity, options, search.search)
  const edits = useCellEdits(entity, data.store, selectOf(entity, options), hasComputed(options))
  const [selection, select] = useSelection(data.what)
  const createRecord = useCreate(entity)
  const open = (id: string) => navigate({ record: id })
  const create =
    createRecord &&
    (async () => {
      const record = await createRecord({})
      if (!record) return
      data.store.refresh()
      open(record.id)
    })
  const clear = () => {
    view.setFilter(undefined)
    navigate({ search: undefined })
  }
  return (
    <Frame
      entity={entity}
      address={address}
      view={view}
      count={<Count data={data} />}
      tools={
        phone ? (
          <ColourLegend rules={options.colours} />
        ) : (
          <ListTools entity={entity} options={options} setLayout={view.setLayout} />
        )
      }
      onCreate={create && (() => void create())}
      neighbour={data.store.neighbour}
    >
      <ListContent
        entity={entity}
        data={data}
        phone={phone}
        narrowed={options.filter !== undefined || Boolean(search.search)}
        onClear={clear}
        onCreate={create && (() => void create())}
      >
        {phone ? (
          <CardList entity={entity} options={options} data={data} onOpen={open} />
        ) : (
          <ListGrid
            key={entity.key}
            entity={entity}
            view={{ options, setSort: view.setSort, setLayout: view.setLayout }}
            data={data}
            edits={edits}
            selection={selection}
            onSelection={select}
            openId={search.record}
            onOpen={open}
          />
        )}
      </ListContent>
      <PartFailed data={data} />
      <UnsavedCellsBar edits={edits} />
      {selectedCount(selection, data.snapshot.total) > 0 && (
        <Suspense fallback={null}>
          <BulkBar entity={entity} data={data} selection={selection} onSelection={select} />
        </Suspense>
      )}
    </Frame>
  )
}

function hasComputed(options: ListOptions): boolean {
  const { calculate, marks } = computedParts(options)
  return calculate !== undefined || marks !== undefined
}

/** The ticked records. They belong to what was on the screen: another filter starts with none. */
function useSelection(what: ListData['what']): [RowSelection, (rows: RowSelection) => void] {
  const [chosen, setChosen] = useState<{ what: unknown; rows: RowSelection }>({ what: null, rows: noSelection })
  return [chosen.what === what ? chosen.rows : noSelection, (rows) => setChosen({ what, rows })]
}

function Count({ data }: { data: ListData }) {
  const t = useText(listTexts)
  const language = useLanguage()
  const { ready, total, estimated } = data.snapshot
  if (!ready) return null
  const shown = total.toLocaleString(language === 'zh' ? 'zh-CN' : 'en')
  return estimated ? t('totalAbout', { shown }) : t('total', { shown, count: total })
}

interface ListContentProps {
  entity: EntityModel
  data: ListData
  phone: boolean
  narrowed: boolean
  onClear(): void
  onCreate?: (() => void) | undefined
  children: ReactNode
}

/** The records, or why there are none. */
function ListContent({ entity, data, phone, narrowed, onClear, onCreate, children }: ListContentProps) {
  const { ready, error, source } = data.snapshot
  if (!ready && error) return <ListFailed entity={entity} error={error} onRetry={data.store.retry} />
  if (!ready) return phone ? <CardSkeletons /> : <RowSkeletons rows={14} />
  if (source.rowCount === 0) {
    return <ListEmpty entity={entity} narrowed={narrowed} onClear={onClear} onCreate={onCreate} />
  }
  return children
}

function PartFailed({ data }: { data: ListData }) {
  const t = useText(listTexts)
  const { ready, error } = data.snapshot
  if (!ready || !error) return null
  return (
    <div className={classes.unsaved} role="alert">
      <span>{t('failedPart', { message: messageOf(error) })}</span>
      <Button size="xs" variant="default" onClick={data.store.retry}>
        {t('retryAll')}
      </Button>
    </div>
  )
}
