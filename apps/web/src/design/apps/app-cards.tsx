import type { AppOverview, AppSummary } from '@mortise/api'
import {
  ActionIcon,
  AppIcon,
  Button,
  confirm,
  EmptyState,
  Menu,
  PageHeader,
  toast,
  toastError,
  useLocalize,
  useText,
} from '@mortise/ui'
import {
  IconArchive,
  IconCopy,
  IconDots,
  IconDownload,
  IconPencilCog,
  IconPlus,
  IconRestore,
  IconUpload,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { useSession } from '../../api/session.ts'
import classes from './app-cards.module.css'
import { appTexts } from './app-texts.ts'
import { allAppsQuery, refreshApps } from './apps-data.ts'
import { DuplicateDialog } from './duplicate-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { NewAppDialog } from './new-app-dialog.tsx'

type Dialog = { kind: 'new' } | { kind: 'import' } | { kind: 'duplicate'; app: AppSummary } | null

/** The apps of the user; for administrators making, copying, putting away and bringing back. */
export function AppCards() {
  const t = useText(appTexts)
  const { apps, user } = useSession()
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = () => setDialog(null)
  const make = user.administrator ? (
    <>
      <Button
        variant="default"
        leftSection={<IconUpload size={15} aria-hidden />}
        onClick={() => setDialog({ kind: 'import' })}
      >
        {t('import')}
      </Button>
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setDialog({ kind: 'new' })}>
        {t('newApp')}
      </Button>
    </>
  ) : null
  return (
    <>
      {apps.length === 0 ? (
        <EmptyState icon="stack-2" title={t('none')} text={t(make ? 'noneText' : 'nothingForYou')} actions={make} />
      ) : (
        <>
          <PageHeader title={t('apps')} subtitle={user.name} actions={make} />
          <ul className={classes.apps}>
            {apps.map((app) => (
              <AppCard key={app.key} app={app} onDuplicate={() => setDialog({ kind: 'duplicate', app })} />
            ))}
          </ul>
        </>
      )}
      {user.administrator ? <Archived /> : null}
      {dialog?.kind === 'new' ? <NewAppDialog onClose={close} /> : null}
      {dialog?.kind === 'import' ? <ImportDialog onClose={close} /> : null}
      {dialog?.kind === 'duplicate' ? <DuplicateDialog app={dialog.app} onClose={close} /> : null}
    </>
  )
}

function AppCard({ app, onDuplicate }: { app: AppSummary; onDuplicate(): void }) {
  const t = useText(appTexts)
  const localize = useLocalize()
  return (
    <li className={classes.card}>
      <Link to="/a/$app" params={{ app: app.key }} className={classes.open}>
        <AppIcon name={app.icon ?? 'stack-2'} colour={app.colour} size={22} tile />
        <span className={classes.words}>
          <span className={classes.name}>{localize(app.label)}</span>
          <span className={classes.quiet}>{`${app.key} · ${t('revision', { revision: app.revision })}`}</span>
        </span>
      </Link>
      {app.canDesign ? <AppMenu app={app} onDuplicate={onDuplicate} /> : null}
    </li>
  )
}

function AppMenu({ app, onDuplicate }: { app: AppSummary; onDuplicate(): void }) {
  const t = useText(appTexts)
  const localize = useLocalize()
  const { administrator } = useSession().user
  const name = localize(app.label)
  async function archive() {
    const agreed = await confirm({
      title: t('archiveTitle', { name }),
      text: t('archiveText'),
      confirmLabel: t('archiveDo'),
      danger: true,
    })
    if (agreed) await run(() => api.post(`/apps/${app.key}/archive`, {}), t('archivedDone', { name }))
  }
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon size="lg" className={classes.menu} aria-label={t('actionsOf', { name })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencilCog size={15} aria-hidden />}
          renderRoot={(props) => <Link to="/design/$app/$" params={{ app: app.key, _splat: '' }} {...props} />}
        >
          {t('design')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDownload size={15} aria-hidden />}
          component="a"
          href={`/api/apps/${app.key}/export`}
          download
        >
          {t('export')}
        </Menu.Item>
        {administrator ? (
          <>
            <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={onDuplicate}>
              {t('duplicate')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconArchive size={15} aria-hidden />} onClick={() => void archive()}>
              {t('archive')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Does a call, says so, and looks at the apps anew. */
async function run(call: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await call()
    toast(done)
  } catch (error) {
    toastError(messageOf(error), requestIdOf(error))
  }
  await refreshApps()
}

function Archived() {
  const t = useText(appTexts)
  const localize = useLocalize()
  const archived = (useQuery(allAppsQuery).data ?? []).filter(({ archivedAt }) => archivedAt !== null)
  if (archived.length === 0) return null
  const restore = (app: AppOverview) =>
    run(() => api.post(`/apps/${app.key}/restore`, {}), t('restored', { name: localize(app.label) }))
  return (
    <section className={classes.archived} aria-labelledby="archived-apps">
      <h2 id="archived-apps">{t('archived')}</h2>
      <ul className={classes.apps}>
        {archived.map((app) => (
          <li key={app.key} className={classes.card} data-archived>
            <span className={classes.open}>
              <AppIcon name={app.icon ?? 'stack-2'} colour="grey" size={22} tile />
              <span className={classes.words}>
                <span className={classes.name}>{localize(app.label)}</span>
                <span className={classes.quiet}>{app.key}</span>
              </span>
            </span>
            <Button
              className={classes.menu}
              size="xs"
              variant="default"
              leftSection={<IconRestore size={14} aria-hidden />}
              onClick={() => void restore(app)}
            >
              {t('restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
