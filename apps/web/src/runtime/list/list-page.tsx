import type { EntityModel } from '@mortise/metadata'
import {
  Button,
  CardSkeletons,
  phoneQuery,
  RowSkeletons,
  toast,
  useLanguage,
  useLocalize,
  useMediaQuery,
  useRuntimeServices,
  useShortcuts,
  useText,
} from '@mortise/ui'
import { noSelection, type RowSelection } from '@mortise/ui/grid'
import { IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { useApp, useCapabilities } from '../../api/use-app.ts'
import { TopBar } from '../../shell/top-bar.tsx'
import { BulkBar } from './bulk/bulk-bar.tsx'
import { CardList } from './cards/card-list.tsx'
import { useCellEdits } from './data/use-cell-edits.ts'
import { type ListData, selectOf, useListData } from './data/use-list-data.ts'
import { ListGrid } from './grid/list-grid.tsx'
import classes from './list-page.module.css'
import { ListPanel } from './list-panel.tsx'
import { ListEmpty, ListFailed } from './list-states.tsx'
import { listTexts } from './list-texts.ts'
import { ListToolbar } from './toolbar/list-toolbar.tsx'
import { UnsavedCellsBar } from './unsaved-cells-bar.tsx'
import { type ListAddress, useListView } from './views/use-list-view.ts'
import { ViewTabs } from './views/view-tabs.tsx'

/** The list of a table: views, search, filter, the records, and the record beside them. */
export function ListPage({ entity, address }: { entity: EntityModel; address: ListAddress }) {
  const app = useApp()
  const label = useLocalize()
  const phone = useMediaQuery(phoneQuery) ?? false
  const view = useListView(entity, address)
  const { search, navigate } = address
  const data = useListData(entity, view.options, search.search)
  const edits = useCellEdits(entity, data.store, selectOf(entity, view.options))
  const [selection, select] = useSelection(data.what)
  const create = useCreate(entity, data, address)
  const open = (id: string) => navigate({ record: id })
  const close = () => navigate({ record: undefined })
  useShortcuts({ escape: close }, search.record !== undefined)
  const clear = () => {
    view.setFilter(undefined)
    navigate({ search: undefined })
  }
  return (
    <div className={classes.page}>
      <TopBar
        crumbs={[{ label: label(entity.plural), icon: entity.document.icon ?? null }]}
        // On a phone the bottom bar of the shell has the button.
        actions={create && !phone && <NewButton entity={entity} onClick={create} />}
      />
      <ViewTabs entity={entity} view={view} />
      <ListToolbar
        entity={entity}
        view={view}
        search={search.search ?? ''}
        onSearch={(text) => navigate({ search: text || undefined })}
        count={<Count data={data} />}
      />
      <div className={classes.body}>
        <div className={classes.main}>
          <ListContent
            entity={entity}
            data={data}
            phone={phone}
            narrowed={view.options.filter !== undefined || Boolean(search.search)}
            onClear={clear}
            onCreate={create}
          >
            {phone ? (
              <CardList entity={entity} columns={view.options.columns} data={data} onOpen={open} />
            ) : (
              <ListGrid
                key={entity.key}
                entity={entity}
                view={view}
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
          <BulkBar entity={entity} data={data} selection={selection} onSelection={select} />
        </div>
        {search.record && (
          <ListPanel
            app={app.key}
            entity={entity.key}
            id={search.record}
            onClose={close}
            onNavigate={(delta) => {
              const next = search.record && data.store.neighbour(search.record, delta)
              if (next) open(next)
            }}
          />
        )}
      </div>
    </div>
  )
}

/** The ticked records. They belong to what was on the screen: another filter starts with none. */
function useSelection(what: ListData['what']): [RowSelection, (rows: RowSelection) => void] {
  const [chosen, setChosen] = useState<{ what: unknown; rows: RowSelection }>({ what: null, rows: noSelection })
  return [chosen.what === what ? chosen.rows : noSelection, (rows) => setChosen({ what, rows })]
}

/** Opens the dialog for a new record; undefined where the user may not make one. */
function useCreate(entity: EntityModel, data: ListData, { navigate }: ListAddress): (() => void) | undefined {
  const services = useRuntimeServices()
  const capabilities = useCapabilities(entity.key)
  if (!capabilities.create || !services.createRecord || entity.parent) return undefined
  return () =>
    void services.createRecord?.(entity.key, {}).then(
      (record) => {
        if (!record) return
        data.store.refresh()
        navigate({ record: record.id })
      },
      (error: unknown) => toast(messageOf(error)),
    )
}

function NewButton({ entity, onClick }: { entity: EntityModel; onClick(): void }) {
  const t = useText(listTexts)
  const label = useLocalize()
  return (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onClick}>
      {t('newRecordOf', { entity: label(entity.label) })}
    </Button>
  )
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
  onCreate?(): void
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
