import { EmptyState, Tabs, UnsavedBar, useLocalize, useShortcuts, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PublishDialog } from '../../design/publish/publish-dialog.tsx'
import { adminRolesQuery, draftQuery } from '../admin-data.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { adminTexts } from '../frame/admin-texts.ts'
import { DeleteMenu } from '../frame/delete-menu.tsx'
import { PendingNotice } from '../frame/pending-notice.tsx'
import { QueryState } from '../frame/query-state.tsx'
import { type DraftRole, rolesOf, tablesOf } from './draft-roles.ts'
import { RightsTable } from './rights-table.tsx'
import classes from './role-page.module.css'
import { RolePeople } from './role-people.tsx'
import { RoleSettings } from './role-settings.tsx'
import { roleTexts } from './role-texts.ts'
import { useRoleEditor } from './use-role-editor.ts'

/** `/admin/roles/:app/:role`: what a role may do, who has it, what it is called. */
export function RolePage({ app, role: key }: { app: string; role: string }) {
  const t = useText(roleTexts)
  const draft = useQuery(draftQuery(app))
  const published = useQuery(adminRolesQuery)
  if (!draft.data || !published.data)
    return (
      <AdminPage section="roles" crumbs={[{ label: key }]}>
        <QueryState queries={[draft, published]} />
      </AdminPage>
    )
  const role = rolesOf(app, draft.data, published.data).find(({ document }) => document.key === key)
  if (!role || role.state === 'removed')
    return (
      <AdminPage section="roles" crumbs={[{ label: key }]}>
        <EmptyState icon="shield-check" title={t('notFound')} text={t('notFoundText')} />
      </AdminPage>
    )
  return <RoleEditor app={app} role={role} pending={draft.data.changes.length} />
}

interface RoleEditorProps {
  app: string
  role: DraftRole
  /** Changes in the draft of the app, of this role and others. */
  pending: number
}

function RoleEditor({ app, role, pending }: RoleEditorProps) {
  const t = useText(roleTexts)
  const common = useText(adminTexts)
  const localize = useLocalize()
  const [reviewing, setReviewing] = useState(false)
  const editor = useRoleEditor(app, role)
  const { document, dirty } = editor
  const saveAndReview = async () => {
    if (await editor.save()) setReviewing(true)
  }
  useShortcuts({ 'mod+enter': () => void saveAndReview() }, dirty)
  return (
    <AdminPage
      section="roles"
      crumbs={[{ label: localize(role.document.label) }]}
      actions={<DeleteMenu label={t('actions')} deleteLabel={t('deleteRole')} onDelete={editor.remove} />}
      footer={
        dirty ? (
          <UnsavedBar
            state={editor.state}
            detail={editor.message}
            onSave={() => void saveAndReview()}
            onDiscard={editor.discard}
            saveLabel={common('saveReview')}
          />
        ) : null
      }
    >
      {pending > 0 && !dirty ? (
        <div className={classes.notice}>
          <PendingNotice onReview={() => setReviewing(true)}>{t('draftNotice', { count: pending })}</PendingNotice>
        </div>
      ) : null}
      <Tabs defaultValue="rights" className={classes.tabs}>
        <Tabs.List className={classes.tabList}>
          <Tabs.Tab value="rights">{t('rights')}</Tabs.Tab>
          <Tabs.Tab value="people">
            {t('people')} <span className={classes.badge}>{role.userCount}</span>
          </Tabs.Tab>
          <Tabs.Tab value="settings">{t('settings')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rights">
          <Rights app={app} document={document} onChange={editor.change} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <RolePeople role={`${app}/${document.key}`} published={role.state !== 'new'} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <RoleSettings document={document} nameError={editor.nameError} onChange={editor.change} />
        </Tabs.Panel>
      </Tabs>
      {reviewing ? <PublishDialog app={app} onClose={() => setReviewing(false)} /> : null}
    </AdminPage>
  )
}

function Rights({ app, ...props }: Pick<Parameters<typeof RightsTable>[0], 'app' | 'document' | 'onChange'>) {
  const { data } = useQuery(draftQuery(app))
  return data ? <RightsTable app={app} tables={tablesOf(data)} {...props} /> : null
}
