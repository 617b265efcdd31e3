import type { AppSummary } from '@mortise/api'
import { AppIcon, Button, EmptyState, StatusChip, useLocalize, useText } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { adminRolesQuery, draftQuery } from '../admin-data.ts'
import type { AdminPageProps } from '../admin-routes.tsx'
import { AdminPage } from '../frame/admin-page.tsx'
import { QueryState } from '../frame/query-state.tsx'
import { type DraftRole, rolesOf } from './draft-roles.ts'
import { NewRoleDialog } from './new-role-dialog.tsx'
import { RolePage } from './role-page.tsx'
import { roleTexts } from './role-texts.ts'
import classes from './roles.module.css'

/** `/admin/roles`: the roles of each app; `/admin/roles/:app/:role`: one of them. */
export function RolesPage({ rest }: AdminPageProps) {
  const [app, role] = rest
  return app && role ? <RolePage key={`${app}/${role}`} app={app} role={role} /> : <RoleLists />
}

function RoleLists() {
  const t = useText(roleTexts)
  const { apps } = useSession()
  const [creating, setCreating] = useState(false)
  return (
    <AdminPage
      section="roles"
      actions={
        apps.length > 0 ? (
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setCreating(true)}>
            {t('newRole')}
          </Button>
        ) : null
      }
    >
      {apps.length === 0 ? <EmptyState icon="stack-2" title={t('noApps')} /> : null}
      <div className={classes.lists}>
        {apps.map((app) => (
          <RoleList key={app.key} app={app} titled={apps.length > 1} />
        ))}
      </div>
      {creating ? <NewRoleDialog onClose={() => setCreating(false)} /> : null}
    </AdminPage>
  )
}

function RoleList({ app, titled }: { app: AppSummary; titled: boolean }) {
  const t = useText(roleTexts)
  const localize = useLocalize()
  const draft = useQuery(draftQuery(app.key))
  const published = useQuery(adminRolesQuery)
  if (!draft.data || !published.data) return <QueryState queries={[draft, published]} />
  const roles = rolesOf(app.key, draft.data, published.data)
  return (
    <section aria-label={localize(app.label)}>
      {titled ? (
        <h2 className={classes.appTitle}>
          <AppIcon name={app.icon} colour={app.colour} size={14} tile />
          {localize(app.label)}
        </h2>
      ) : null}
      {roles.length === 0 ? (
        <EmptyState compact icon="shield-check" title={t('emptyTitle')} text={t('emptyText')} />
      ) : null}
      <ul className={classes.list}>
        {roles.map((role) => (
          <li key={role.document.key}>
            <RoleEntry app={app.key} role={role} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const stateTexts = { new: 'draftNew', changed: 'draftChanged', removed: 'draftRemoved' } as const

function RoleEntry({ app, role: { document, state, userCount } }: { app: string; role: DraftRole }) {
  const t = useText(roleTexts)
  const localize = useLocalize()
  const content = (
    <>
      <span className={classes.words}>
        <span className={classes.name}>{localize(document.label)}</span>
        {document.description ? <span className={classes.quiet}>{localize(document.description)}</span> : null}
        <span className={classes.quiet}>{useReach(document)}</span>
      </span>
      <span className={classes.chips}>
        {state === 'published' ? null : (
          <StatusChip size="sm" colour={state === 'removed' ? 'red' : 'orange'}>
            {t(stateTexts[state])}
          </StatusChip>
        )}
        {document.design ? (
          <StatusChip size="sm" colour="purple">
            {t('mayDesign')}
          </StatusChip>
        ) : null}
      </span>
      <span className={classes.users}>{t('users', { count: userCount })}</span>
    </>
  )
  if (state === 'removed') return <div className={classes.entry}>{content}</div>
  return (
    <Link to="/admin/$" params={{ _splat: `roles/${app}/${document.key}` }} className={classes.entry}>
      {content}
    </Link>
  )
}

/** How far a role reaches, in a few words. */
function useReach({ entities }: DraftRole['document']): string {
  const t = useText(roleTexts)
  const others = entities['*']
  const closed = Object.entries(entities).filter(([key, grant]) => key !== '*' && grant.read === 'none').length
  if (others && others.read !== 'none' && closed === 0) return t('readableAll')
  const open = Object.entries(entities).filter(([key, grant]) => key !== '*' && grant.read !== 'none').length
  return t('readable', { count: open })
}
