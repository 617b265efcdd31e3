import { Button, EmptyState, useLanguage, useText } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { adminDepartmentsQuery, adminRolesQuery, adminUsersQuery } from '../admin-data.ts'
import type { AdminPageProps } from '../admin-routes.tsx'
import { AdminPage } from '../frame/admin-page.tsx'
import { QueryState } from '../frame/query-state.tsx'
import { everybody, filterPeople } from './people-filter.ts'
import { PeopleFilters } from './people-filters.tsx'
import { PeopleTable } from './people-table.tsx'
import { peopleTexts } from './people-texts.ts'
import { PersonPanel } from './person-panel.tsx'

/** `/admin/users`: everybody, with the one who is being looked at beside the list. */
export function PeoplePage({ rest }: AdminPageProps) {
  const t = useText(peopleTexts)
  const navigate = useNavigate()
  const [open = null] = rest
  const close = () => void navigate({ to: '/admin/$', params: { _splat: 'users' } })
  return (
    <AdminPage
      section="users"
      actions={
        <Button
          leftSection={<IconPlus size={15} aria-hidden />}
          renderRoot={(props) => <Link to="/admin/$" params={{ _splat: 'users/new' }} {...props} />}
        >
          {t('newPerson')}
        </Button>
      }
      panel={open ? <PersonPanel key={open} id={open} onClose={close} /> : null}
    >
      <People open={open} />
    </AdminPage>
  )
}

function People({ open }: { open: string | null }) {
  const t = useText(peopleTexts)
  const language = useLanguage()
  const users = useQuery(adminUsersQuery)
  const departments = useQuery(adminDepartmentsQuery)
  const roles = useQuery(adminRolesQuery)
  const [filter, setFilter] = useState(everybody)
  const found = useMemo(
    () => filterPeople(users.data ?? [], filter, { departments: departments.data ?? [], language }),
    [users.data, departments.data, filter, language],
  )
  if (!users.data || !departments.data || !roles.data) return <QueryState queries={[users, departments, roles]} />
  return (
    <>
      <PeopleFilters filter={filter} onChange={setFilter} departments={departments.data} count={found.length} />
      {found.length > 0 ? (
        <PeopleTable people={found} all={users.data} departments={departments.data} open={open} />
      ) : (
        <EmptyState
          icon="user-search"
          title={t('noneTitle')}
          text={t('noneText')}
          actions={
            <Button variant="default" onClick={() => setFilter(everybody)}>
              {t('clearFilters')}
            </Button>
          }
        />
      )}
    </>
  )
}
