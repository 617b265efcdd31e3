import type { EntityModel } from '@mortise/metadata'
import { Button, phoneQuery, useLocalize, useMediaQuery, useShortcuts, useText } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useApp } from '../../api/use-app.ts'
import { DesignTableLink } from '../../shell/design-table-link.tsx'
import { TopBar } from '../../shell/top-bar.tsx'
import classes from './list-page.module.css'
import { ListPanel } from './list-panel.tsx'
import { listTexts } from './list-texts.ts'
import { ListToolbar } from './toolbar/list-toolbar.tsx'
import type { ListAddress, ListView } from './views/use-list-view.ts'
import { ViewTabs } from './views/view-tabs.tsx'

export interface ListFrameProps {
  entity: EntityModel
  address: ListAddress
  view: ListView
  /** How many records there are. */
  count: ReactNode
  /** What the type of the view adds to the toolbar. */
  tools?: ReactNode
  /** Absent where the user may not make records. */
  onCreate?: (() => void) | undefined
  /** The record some places before or after another one. */
  neighbour(id: string, delta: number): string | undefined
  children: ReactNode
}

/** What is around the records whatever the type of the view: tabs, search, filter, and the record beside them. */
export function ListFrame({ entity, address, view, count, tools, onCreate, neighbour, children }: ListFrameProps) {
  const app = useApp()
  const label = useLocalize()
  const phone = useMediaQuery(phoneQuery) ?? false
  const { search, navigate } = address
  const close = () => navigate({ record: undefined })
  useShortcuts({ escape: close }, search.record !== undefined)
  return (
    <div className={classes.page}>
      <TopBar
        crumbs={[{ label: label(entity.plural), icon: entity.document.icon ?? null }]}
        // On a phone the bottom bar of the shell has the button.
        actions={
          phone ? null : (
            <>
              <DesignTableLink app={entity.app} entity={entity.key} />
              {onCreate && <NewButton entity={entity} onClick={onCreate} />}
            </>
          )
        }
      />
      <ViewTabs entity={entity} view={view} />
      <ListToolbar
        entity={entity}
        view={view}
        search={search.search ?? ''}
        onSearch={(text) => navigate({ search: text || undefined })}
        tools={tools}
        count={count}
      />
      <div className={classes.body}>
        <div className={classes.main} data-view-body>
          {children}
        </div>
        {search.record && (
          <ListPanel
            app={app.key}
            entity={entity.key}
            id={search.record}
            onClose={close}
            onNavigate={(delta) => {
              const next = search.record && neighbour(search.record, delta)
              if (next) navigate({ record: next })
            }}
          />
        )}
      </div>
    </div>
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
