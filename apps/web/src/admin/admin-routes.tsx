import { NoPermission } from '@mortise/ui'
import { useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useSession } from '../api/session.ts'
import { NotFound } from '../shell/not-found.tsx'
import { ComputedPage } from './computed/computed-page.tsx'
import { DepartmentsPage } from './departments/departments-page.tsx'
import type { AdminSection } from './frame/admin-sections.ts'
import { PeoplePage } from './people/people-page.tsx'
import { AppsPage } from './revisions/apps-page.tsx'
import { RolesPage } from './roles/roles-page.tsx'
import { SystemPage } from './system/system-page.tsx'

/** A page of the administration; `rest` is what follows its section in the address. */
export interface AdminPageProps {
  rest: readonly string[]
}

const pages: { [Section in AdminSection]: ComponentType<AdminPageProps> } = {
  users: PeoplePage,
  departments: DepartmentsPage,
  roles: RolesPage,
  computed: ComputedPage,
  apps: AppsPage,
  system: SystemPage,
}

/** Everything under /admin; administrators only. */
export function AdminRoutes() {
  const { user } = useSession()
  const { _splat: path = '' } = useParams({ from: '/shell/admin/$' })
  const [section = '', ...rest] = path.split('/').filter(Boolean)
  if (!user.administrator) return <NoPermission />
  const known = section === '' ? 'users' : section
  if (!Object.hasOwn(pages, known)) return <NotFound />
  const Page = pages[known as AdminSection]
  return <Page rest={rest} />
}
