import type { DraftSummary } from '@mortise/api'
import { Button, confirm, Menu, toast, toastError, useText } from '@mortise/ui'
import {
  IconCheck,
  IconChevronDown,
  IconGitBranch,
  IconGitMerge,
  IconHistory,
  IconPencil,
  IconPlus,
  IconRestore,
  IconTrash,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { refreshApp } from '../../admin/admin-data.ts'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { useSession } from '../../api/session.ts'
import { useDesign, useDraft } from '../draft/design-context.ts'
import { lazyPart } from '../lazy-part.tsx'
import { settleTexts } from '../publish/settle-texts.ts'
import { designTexts } from './design-texts.ts'
import { DraftNameDialog } from './draft-name-dialog.tsx'
import { draftsQuery } from './drafts-query.ts'

const SettleDialog = lazyPart(async () => (await import('../publish/settle-dialog.tsx')).SettleDialog)

/** The draft that is open: the others, a new one, and what can be done with this one. */
export function DraftMenu() {
  const t = useText(designTexts)
  const { app, draft } = useDesign()
  const { administrator } = useSession().user
  const name = useDraft((snapshot) => snapshot.draft.name)
  const drafts = useQuery(draftsQuery(app)).data
  const [dialog, setDialog] = useState<'new' | 'rename' | 'settle' | null>(null)
  const settle = useText(settleTexts)
  const revision = useSession().apps.find(({ key }) => key === app)?.revision ?? 0
  const base = useDraft((snapshot) => snapshot.baseRevision)
  const nameOf = (other: Pick<DraftSummary, 'name'>) => other.name ?? t('mainDraft')
  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconGitBranch size={15} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {nameOf({ name })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('draft')}</Menu.Label>
          {drafts?.map((other) => (
            <DraftEntry
              key={other.key}
              app={app}
              draft={other}
              name={nameOf(other)}
              open={other.key === (draft ?? 'main')}
            />
          ))}
          <Menu.Item leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setDialog('new')}>
            {t('newDraft')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setDialog('rename')}>
            {t('renameDraft')}
          </Menu.Item>
          {base < revision ? (
            <Menu.Item leftSection={<IconGitMerge size={15} aria-hidden />} onClick={() => setDialog('settle')}>
              {settle('menu')}
            </Menu.Item>
          ) : null}
          {administrator ? (
            <Menu.Item
              leftSection={<IconHistory size={15} aria-hidden />}
              renderRoot={(props) => <Link to="/admin/$" params={{ _splat: `apps/${app}` }} {...props} />}
            >
              {t('history')}
            </Menu.Item>
          ) : null}
          <Endings name={nameOf({ name })} />
        </Menu.Dropdown>
      </Menu>
      {dialog === 'settle' ? <SettleDialog app={app} draft={draft} onClose={() => setDialog(null)} /> : null}
      {dialog === 'new' || dialog === 'rename' ? (
        <DraftNameDialog mode={dialog} onClose={() => setDialog(null)} />
      ) : null}
    </>
  )
}

function DraftEntry({ app, draft, name, open }: { app: string; draft: DraftSummary; name: string; open: boolean }) {
  const t = useText(designTexts)
  const search = draft.key === 'main' ? {} : { draft: draft.key }
  return (
    <Menu.Item
      rightSection={open ? <IconCheck size={14} aria-hidden /> : null}
      renderRoot={(props) => <Link to="/design/$app/$" params={{ app, _splat: '' }} search={search} {...props} />}
    >
      {name}
      {draft.documentCount > 0 ? <small> · {t('changesCount', { count: draft.documentCount })}</small> : null}
    </Menu.Item>
  )
}

/** Taking everything back, and removing the draft. */
function Endings({ name }: { name: string }) {
  const t = useText(designTexts)
  const navigate = useNavigate()
  const { app, draft, store } = useDesign()
  async function run(question: Parameters<typeof confirm>[0], end: () => Promise<unknown>) {
    if (!(await confirm({ ...question, danger: true }))) return
    try {
      await end()
    } catch (error) {
      toastError(messageOf(error), requestIdOf(error))
    }
    await refreshApp(app)
  }
  const discard = () =>
    run({ title: t('discardTitle'), text: t('discardText'), confirmLabel: t('discard') }, async () => {
      await store.flush()
      await api.post(`/apps/${app}/draft/discard${draft === null ? '' : `?draft=${draft}`}`, {})
      await store.reset()
      toast(t('discarded'))
    })
  const remove = () =>
    run({ title: t('deleteDraftTitle', { name }), text: t('deleteDraftText'), confirmLabel: t('delete') }, async () => {
      await api.delete(`/apps/${app}/drafts/${draft}`)
      await queryClient.invalidateQueries({ queryKey: draftsQuery(app).queryKey })
      await navigate({ to: '/design/$app/$', params: { app, _splat: '' }, search: {} })
    })
  return (
    <>
      <Menu.Item color="red" leftSection={<IconRestore size={15} aria-hidden />} onClick={() => void discard()}>
        {t('discardDraft')}
      </Menu.Item>
      {draft === null ? null : (
        <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => void remove()}>
          {t('deleteDraft')}
        </Menu.Item>
      )}
    </>
  )
}
