import type { SavedView } from '@mortise/api'
import type { EntityModel } from '@mortise/metadata'
import { ActionIcon, AppIcon, Button, Menu, Tooltip, useText } from '@mortise/ui'
import {
  IconChevronDown,
  IconDeviceFloppy,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconPlus,
  IconRotate,
  IconTrash,
  IconUser,
  IconUsers,
} from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useKinds } from '../../../api/use-kinds.ts'
import { listTexts } from '../list-texts.ts'
import type { ListView } from './use-list-view.ts'
import { useViewActions, type ViewActions } from './use-view-actions.ts'
import type { ViewEntry } from './view-entries.ts'
import classes from './views.module.css'

const NewViewDialog = lazy(() => import('./new-view-dialog.tsx').then((module) => ({ default: module.NewViewDialog })))
const ViewDialog = lazy(() => import('./view-dialog.tsx').then((module) => ({ default: module.ViewDialog })))

/** The views of a table as tabs, and what can be done with them. */
export function ViewTabs({ entity, view }: { entity: EntityModel; view: ListView }) {
  const t = useText(listTexts)
  const actions = useViewActions(entity, view)
  const [dialog, setDialog] = useState<'new' | SavedView | null>(null)
  const saves = view.current.own !== null && !view.current.locked
  return (
    <div className={classes.bar}>
      <nav className={classes.tabs} aria-label={t('views')}>
        {view.views.map((entry) => (
          <ViewTab
            key={entry.id}
            entry={entry}
            active={entry.id === view.current.id}
            changed={entry.id === view.current.id && view.changed}
            actions={actions}
            onOpen={() => view.open(entry.id)}
            onRename={setDialog}
          />
        ))}
      </nav>
      {view.changed ? (
        <div className={classes.changed}>
          {saves && (
            <Button
              size="xs"
              variant="light"
              leftSection={<IconDeviceFloppy size={14} aria-hidden />}
              onClick={() => void actions.save()}
            >
              {t('saveView')}
            </Button>
          )}
          <Button
            size="xs"
            variant={saves ? 'subtle' : 'light'}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setDialog('new')}
          >
            {t('saveAsView')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconRotate size={14} aria-hidden />}
            onClick={view.reset}
          >
            {t('resetView')}
          </Button>
        </div>
      ) : (
        <Tooltip label={t('newView')}>
          <ActionIcon aria-label={t('newView')} onClick={() => setDialog('new')}>
            <IconPlus size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <Suspense fallback={null}>
        {dialog === 'new' && (
          <NewViewDialog entity={entity} view={view} actions={actions} onClose={() => setDialog(null)} />
        )}
        {dialog && dialog !== 'new' && (
          <ViewDialog
            title={t('renameView')}
            initial={dialog}
            onSubmit={(name, shared) => actions.change(dialog, { name, shared })}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
    </div>
  )
}

interface ViewTabProps {
  entry: ViewEntry
  active: boolean
  changed: boolean
  actions: ViewActions
  onOpen(): void
  onRename(view: SavedView): void
}

function ViewTab({ entry, active, changed, actions, onOpen, onRename }: ViewTabProps) {
  const t = useText(listTexts)
  const { own, type } = entry
  const { viewTypes } = useKinds()
  const tab = useRef<HTMLSpanElement>(null)
  // There may be more views than fit, and a link may lead to any of them.
  useEffect(() => {
    if (active) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])
  return (
    <span ref={tab} className={classes.tab} data-active={active || undefined}>
      <button type="button" aria-current={active ? 'page' : undefined} onClick={onOpen}>
        {type && type !== 'list' && <AppIcon name={viewTypes.get(type).icon} size={14} />}
        {entry.locked && <IconLock size={13} aria-label={t('viewLocked')} />}
        {entry.origin === 'shared' && <IconUsers size={14} aria-label={t('viewSharedMark')} />}
        {entry.origin === 'personal' && <IconUser size={14} aria-label={t('viewPersonal')} />}
        <span className="ui-truncate">{entry.name}</span>
        {changed && <span className={classes.dot} role="img" aria-label={t('viewChanged')} title={t('viewChanged')} />}
      </button>
      {own && active && (
        <Menu position="bottom-start">
          <Menu.Target>
            <ActionIcon size="sm" aria-label={t('viewMenu', { name: entry.name })}>
              <IconChevronDown size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => onRename(own)}>
              {t('renameView')}
            </Menu.Item>
            <Menu.Item
              leftSection={own.shared ? <IconUser size={15} aria-hidden /> : <IconUsers size={15} aria-hidden />}
              onClick={() => void actions.change(own, { shared: !own.shared })}
            >
              {own.shared ? t('makePersonal') : t('makeShared')}
            </Menu.Item>
            <Menu.Item
              leftSection={own.locked ? <IconLockOpen size={15} aria-hidden /> : <IconLock size={15} aria-hidden />}
              onClick={() => void actions.change(own, { locked: !own.locked })}
            >
              {own.locked ? t('unlockView') : t('lockView')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={15} aria-hidden />}
              onClick={() => void actions.remove(own)}
            >
              {t('deleteView')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  )
}
