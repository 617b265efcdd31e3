import type { AdminDepartment, AdminUser } from '@mortise/api'
import { Button, PersonAvatar, phoneQuery, StatusChip, Table, useLocalize, useMediaQuery, useText } from '@mortise/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { adminTexts } from '../frame/admin-texts.ts'
import { useFormat } from '../frame/use-format.ts'
import classes from './people.module.css'
import { peopleTexts } from './people-texts.ts'
import { useRoleChoices } from './use-role-choices.ts'

interface PeopleTableProps {
  people: readonly AdminUser[]
  /** For the names of managers. */
  all: readonly AdminUser[]
  departments: readonly AdminDepartment[]
  open: string | null
}

const batch = 100

/** The people who were found: a table, or cards on a phone. */
export function PeopleTable({ people, all, departments, open }: PeopleTableProps) {
  const t = useText(adminTexts)
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  const [shown, setShown] = useState(batch)
  const rows = useRows(people.slice(0, shown), all, departments)
  const more = Math.min(batch, people.length - shown)
  return (
    <>
      {phone ? <Cards rows={rows} /> : <Rows rows={rows} open={open} />}
      {more > 0 ? (
        <div className={classes.more}>
          <Button variant="default" onClick={() => setShown(shown + batch)}>
            {t('showMore', { count: more })}
          </Button>
        </div>
      ) : null}
    </>
  )
}

interface PersonRow {
  user: AdminUser
  department: string
  manager: string
  roles: string[]
  lastSeen: string
}

function useRows(
  people: readonly AdminUser[],
  all: readonly AdminUser[],
  departments: readonly AdminDepartment[],
): PersonRow[] {
  const t = useText(peopleTexts)
  const localize = useLocalize()
  const format = useFormat()
  const { nameOf } = useRoleChoices()
  const names = useMemo(() => new Map(all.map(({ id, name }) => [id, name])), [all])
  const departmentNames = useMemo(
    () => new Map(departments.map(({ id, name }) => [id, localize(name)])),
    [departments, localize],
  )
  return people.map((user) => ({
    user,
    department: departmentNames.get(user.departmentId ?? '') ?? '',
    manager: names.get(user.managerId ?? '') ?? '',
    roles: user.roles.map(nameOf),
    lastSeen: user.lastSeenAt ? format.date(user.lastSeenAt) : t('neverSeen'),
  }))
}

function Rows({ rows, open }: { rows: readonly PersonRow[]; open: string | null }) {
  const t = useText(peopleTexts)
  const navigate = useNavigate()
  return (
    <Table className={classes.table} highlightOnHover verticalSpacing={6} horizontalSpacing={12}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('email')}</Table.Th>
          <Table.Th>{t('department')}</Table.Th>
          <Table.Th className={classes.wide}>{t('manager')}</Table.Th>
          <Table.Th>{t('roles')}</Table.Th>
          <Table.Th className={classes.wide}>{t('lastSeen')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr
            key={row.user.id}
            className={classes.row}
            data-open={row.user.id === open || undefined}
            onClick={() => void navigate({ to: '/admin/$', params: { _splat: `users/${row.user.id}` } })}
          >
            <Table.Td>
              <PersonLink user={row.user} />
            </Table.Td>
            <Table.Td className={classes.quiet}>{row.user.email}</Table.Td>
            <Table.Td>{[row.department, row.user.title].filter(Boolean).join(' · ')}</Table.Td>
            <Table.Td className={classes.wide}>{row.manager}</Table.Td>
            <Table.Td>
              <Chips row={row} />
            </Table.Td>
            <Table.Td className={`${classes.wide} ${classes.quiet}`}>{row.lastSeen}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function PersonLink({ user }: { user: AdminUser }) {
  return (
    <Link
      to="/admin/$"
      params={{ _splat: `users/${user.id}` }}
      className={classes.person}
      onClick={(event) => event.stopPropagation()}
    >
      <PersonAvatar name={user.name} seed={user.id} size={24} />
      <span>{user.name}</span>
    </Link>
  )
}

/** Administrator, inactive, roles. */
function Chips({ row: { user, roles } }: { row: PersonRow }) {
  const t = useText(peopleTexts)
  return (
    <span className={classes.chips}>
      {user.active ? null : <StatusChip size="sm">{t('inactive')}</StatusChip>}
      {user.administrator ? (
        <StatusChip size="sm" colour="purple">
          {t('administrator')}
        </StatusChip>
      ) : null}
      {roles.map((role) => (
        <StatusChip key={role} size="sm" colour="blue">
          {role}
        </StatusChip>
      ))}
    </span>
  )
}

function Cards({ rows }: { rows: readonly PersonRow[] }) {
  return (
    <ul className={classes.cards}>
      {rows.map((row) => (
        <li key={row.user.id}>
          <Link to="/admin/$" params={{ _splat: `users/${row.user.id}` }} className={classes.card}>
            <PersonAvatar name={row.user.name} seed={row.user.id} size={36} />
            <span className={classes.words}>
              <span className={classes.cardName}>{row.user.name}</span>
              <span className={classes.quiet}>
                {[row.department, row.user.title, row.user.email].filter(Boolean).join(' · ')}
              </span>
              <Chips row={row} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
