import type { AdminUser } from '@mortise/api'
import {
  ActionIcon,
  EmptyState,
  PersonAvatar,
  Select,
  StatusChip,
  Tooltip,
  toast,
  toastError,
  useText,
} from '@mortise/ui'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { adminUsersQuery, refreshPeople } from '../admin-data.ts'
import { QueryState } from '../frame/query-state.tsx'
import { peopleTexts } from '../people/people-texts.ts'
import classes from './role-page.module.css'
import { roleTexts } from './role-texts.ts'

interface RolePeopleProps {
  /** `crm/sales` */
  role: string
  published: boolean
}

/** Who has a role; giving and taking it works at once. */
export function RolePeople({ role, published }: RolePeopleProps) {
  const t = useText(roleTexts)
  const users = useQuery(adminUsersQuery)
  if (!users.data) return <QueryState queries={[users]} />
  const having = users.data.filter(({ roles }) => roles.includes(role))
  const others = users.data.filter((user) => user.active && !user.roles.includes(role))
  if (!published) return <EmptyState icon="users" title={t('noPeople')} text={t('publishFirst')} />
  return (
    <div className={classes.people}>
      <Select
        key={having.length}
        className={classes.addPerson}
        label={t('addPerson')}
        description={t('addPersonHint')}
        searchable
        limit={100}
        data={others.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` }))}
        value={null}
        onChange={(id) => {
          const user = others.find((other) => other.id === id)
          if (user) void setRoles(user, [...user.roles, role], t('personAdded', { name: user.name }))
        }}
      />
      {having.length === 0 ? <EmptyState compact icon="users" title={t('noPeople')} /> : null}
      <ul className={classes.peopleList}>
        {having.map((user) => (
          <li key={user.id}>
            <Holder user={user} role={role} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Holder({ user, role }: { user: AdminUser; role: string }) {
  const t = useText(roleTexts)
  const people = useText(peopleTexts)
  const remove = t('removeFrom', { name: user.name })
  const without = user.roles.filter((other) => other !== role)
  return (
    <div className={classes.person}>
      <PersonAvatar name={user.name} seed={user.id} size={24} />
      <Link to="/admin/$" params={{ _splat: `users/${user.id}` }} className={classes.personName}>
        {user.name}
      </Link>
      <span className={classes.personEmail}>{user.email}</span>
      {user.active ? null : <StatusChip size="sm">{people('inactive')}</StatusChip>}
      <Tooltip label={remove}>
        <ActionIcon
          aria-label={remove}
          onClick={() => void setRoles(user, without, t('personRemoved', { name: user.name }))}
        >
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

async function setRoles(user: AdminUser, roles: string[], done: string): Promise<void> {
  try {
    await api.patch(`/admin/users/${user.id}`, { roles })
    toast(done)
    await refreshPeople()
  } catch (error) {
    toastError(messageOf(error), requestIdOf(error))
  }
}
