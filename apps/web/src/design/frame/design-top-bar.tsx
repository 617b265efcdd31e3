import { ActionIcon, AppIcon, Button, Indicator, Tooltip, useLocalize, useText } from '@mortise/ui'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconExternalLink,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useSession } from '../../api/session.ts'
import { useDesign, useDraft } from '../draft/design-context.ts'
import { lazyPart } from '../lazy-part.tsx'
import { designTexts } from './design-texts.ts'
import classes from './design-top-bar.module.css'
import { DraftMenu } from './draft-menu.tsx'
import { DraftSaveState } from './draft-save-state.tsx'
import { Others } from './others.tsx'
import { redo, undo } from './use-design-shortcuts.ts'

const PublishDialog = lazyPart(async () => (await import('../publish/publish-dialog.tsx')).PublishDialog)

interface DesignTopBarProps {
  issuesShown: boolean
  onIssues(): void
}

/** Where the user is, what was done, whether it is saved, who else is here, and the way to everybody: publishing. */
export function DesignTopBar({ issuesShown, onIssues }: DesignTopBarProps) {
  const t = useText(designTexts)
  const localize = useLocalize()
  const { app, draft, store } = useDesign()
  const label = useDraft(({ model }) => model.app.label)
  const summary = useSession().apps.find(({ key }) => key === app)
  const [publishing, setPublishing] = useState(false)
  const name = localize(label)
  useEffect(() => {
    document.title = `${name} · ${t('designer')} · Mortise`
  }, [name, t])
  return (
    <header className={classes.bar}>
      <Tooltip label={t('backTo', { name })}>
        <ActionIcon aria-label={t('back')} renderRoot={(props) => <Link to="/a/$app" params={{ app }} {...props} />}>
          <IconArrowLeft size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <AppIcon name={summary?.icon ?? 'stack-2'} colour={summary?.colour} size={14} tile />
      <h1 className={classes.name}>{name}</h1>
      <DraftMenu />
      <UndoButtons />
      <DraftSaveState />
      <div className={classes.gap} />
      <Others />
      <IssuesButton shown={issuesShown} onClick={onIssues} />
      <Button
        className={classes.preview}
        variant="default"
        leftSection={<IconExternalLink size={15} aria-hidden />}
        renderRoot={(props) => <Link to="/a/$app" params={{ app }} target="_blank" {...props} />}
      >
        {t('preview')}
      </Button>
      <Button onClick={() => setPublishing(true)}>{t('publish')}</Button>
      {publishing ? (
        <PublishDialog
          app={app}
          draft={draft}
          prepare={store.flush}
          onDone={() => void store.reset()}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </header>
  )
}

function UndoButtons() {
  const t = useText(designTexts)
  const localize = useLocalize()
  const { store } = useDesign()
  const done = useDraft(({ history }) => history.done.at(-1)?.label)
  const undone = useDraft(({ history }) => history.undone.at(-1)?.label)
  return (
    <div className={classes.undo}>
      <Tooltip label={`${done ? t('undoOf', { label: localize(done) }) : t('nothingToUndo')} (⌘Z)`}>
        <ActionIcon
          aria-label={done ? t('undoOf', { label: localize(done) }) : t('undo')}
          aria-disabled={!done}
          data-disabled={!done || undefined}
          onClick={() => done && undo(store)}
        >
          <IconArrowBackUp size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${undone ? t('redoOf', { label: localize(undone) }) : t('nothingToRedo')} (⇧⌘Z)`}>
        <ActionIcon
          aria-label={undone ? t('redoOf', { label: localize(undone) }) : t('redo')}
          aria-disabled={!undone}
          data-disabled={!undone || undefined}
          onClick={() => undone && redo(store)}
        >
          <IconArrowForwardUp size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

function IssuesButton({ shown, onClick }: { shown: boolean; onClick(): void }) {
  const t = useText(designTexts)
  const count = useDraft(({ issues }) => issues.length)
  const blocked = useDraft(({ issues }) => issues.some(({ severity }) => severity === 'error'))
  const label = count > 0 ? t('issuesCount', { count }) : t('noIssues')
  return (
    <Tooltip label={label}>
      <Indicator disabled={count === 0} label={count} size={15} color={blocked ? 'red' : 'yellow'} offset={4}>
        <ActionIcon size="lg" aria-label={label} aria-pressed={shown} onClick={onClick}>
          <IconAlertTriangle size={17} aria-hidden />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  )
}
