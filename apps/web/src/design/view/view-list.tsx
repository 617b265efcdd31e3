import { localize } from '@mortise/core'
import type { EntityModel, ViewDocument } from '@mortise/metadata'
import { ActionIcon, AppIcon, Menu, Tooltip, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconDots, IconGripVertical, IconLock, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useDesign, useDesignDocuments, useIssues } from '../draft/design-context.ts'
import { dragIntoList } from '../drop-list/drag-into-list.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { inBoth } from '../in-both.ts'
import { lazyPart } from '../lazy-part.tsx'
import { viewStep } from './use-view-design.ts'
import { viewDesignTexts } from './view-design-texts.ts'
import classes from './view-designer.module.css'
import { addView, freeViewKey, inViewOrder, moveView } from './view-edits.ts'

const DeleteViewDialog = lazyPart(async () => (await import('./delete-view-dialog.tsx')).DeleteViewDialog)
const NewViewDialog = lazyPart(async () => (await import('./new-view-dialog.tsx')).NewViewDialog)

/** The views of a table in their order: opened, put into order, made and deleted here. */
export function ViewList({ entity, open: openKey }: { entity: EntityModel; open: string }) {
  const t = useText(viewDesignTexts)
  const label = useLocalize()
  const { store } = useDesign()
  const [making, setMaking] = useState(false)
  const [said, say] = useState('')
  const views = inViewOrder(useDesignDocuments('view').filter((view) => view.entity === entity.key))
  function move(view: ViewDocument, to: number) {
    const from = views.indexOf(view)
    const place = Math.max(0, Math.min(to > from ? to - 1 : to, views.length - 1))
    if (place === from) return
    store.change(viewStep('didMoveView', view.label), moveView(view.key, to))
    say(t('moved', { name: label(view.label), place: place + 1, count: views.length }))
  }
  return (
    <section className={classes.left} aria-label={t('views')}>
      <div className={classes.leftHead}>
        <h2 className={classes.sectionTitle}>{t('views')}</h2>
        <Tooltip label={t('newView')}>
          <ActionIcon size="sm" aria-label={t('newView')} onClick={() => setMaking(true)}>
            <IconPlus size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <ul className={classes.views} data-drop-list>
        {views.map((view, place) => (
          <ViewRow key={view.key} view={view} place={place} active={view.key === openKey} onMove={move} />
        ))}
      </ul>
      <p className={classes.quiet}>{t('firstOpens')}</p>
      <span className="ui-visually-hidden" role="status">
        {said}
      </span>
      {making ? <NewViewDialog entity={entity.key} onClose={() => setMaking(false)} /> : null}
    </section>
  )
}

interface ViewRowProps {
  view: ViewDocument
  place: number
  active: boolean
  onMove(view: ViewDocument, to: number): void
}

function ViewRow({ view, place, active, onMove }: ViewRowProps) {
  const t = useText(viewDesignTexts)
  const name = useLocalize()(view.label)
  const { open } = useDesignAddress()
  const { viewTypes } = useDesign()
  const issues = useIssues(`view/${view.key}`)
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 2 }[event.key]
    if (!event.altKey || step === undefined) return
    event.preventDefault()
    onMove(view, place + step)
  }
  return (
    <li
      className={classes.view}
      data-drop-row
      data-view={view.key}
      data-active={active || undefined}
      onKeyDown={onKeyDown}
    >
      <UnstyledButton
        className={classes.handle}
        tabIndex={-1}
        title={t('moveHint')}
        aria-label={`${t('move', { name })}（${t('moveHint')}）`}
        onPointerDown={(event) => dragIntoList(event, { what: view.key, onDrop: (to) => onMove(view, to) })}
      >
        <IconGripVertical size={13} aria-hidden />
      </UnstyledButton>
      <UnstyledButton
        className={classes.viewName}
        aria-current={active ? 'page' : undefined}
        onClick={() => open(`view/${view.key}`)}
      >
        <AppIcon name={viewTypes.has(view.type) ? viewTypes.get(view.type).icon : 'help-circle'} size={15} />
        <span className="ui-truncate">{name}</span>
        {place === 0 ? <span className={classes.tag}>{t('first')}</span> : null}
        {view.locked ? <IconLock size={13} aria-label={t('locked')} /> : null}
        {issues.length > 0 ? <span className={classes.issues}>{issues.length}</span> : null}
      </UnstyledButton>
      <ViewMenu view={view} name={name} />
    </li>
  )
}

function ViewMenu({ view, name }: { view: ViewDocument; name: string }) {
  const t = useText(viewDesignTexts)
  const { store } = useDesign()
  const { open } = useDesignAddress()
  const [deleting, setDeleting] = useState(false)
  function duplicate() {
    const label = inBoth(viewDesignTexts, 'copyOf', (language) => ({ name: localize(view.label, language) }))
    const made = { ...structuredClone(view), label }
    const key = freeViewKey({ get: (kind, one) => store.snapshot().documents.get(`${kind}/${one}`) as never }, made)
    store.change(viewStep('didDuplicateView', view.label), addView(key, made))
    open(`view/${key}`)
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" className={classes.viewMore} aria-label={t('more', { name })}>
            <IconDots size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={duplicate}>{t('duplicate')}</Menu.Item>
          <Menu.Item color="red" onClick={() => setDeleting(true)}>
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {deleting ? <DeleteViewDialog view={view} onClose={() => setDeleting(false)} /> : null}
    </>
  )
}
