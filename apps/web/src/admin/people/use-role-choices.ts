import { useLocalize } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSession } from '../../api/session.ts'
import { adminRolesQuery } from '../admin-data.ts'

export interface RoleChoice {
  /** `crm/sales` */
  value: string
  label: string
}

export interface RoleGroup {
  app: string
  label: string
  roles: RoleChoice[]
}

/** The roles that can be given, by app, and the name of any of them. */
export function useRoleChoices(): { groups: RoleGroup[]; nameOf(role: string): string } {
  const localize = useLocalize()
  const { apps } = useSession()
  const { data } = useQuery(adminRolesQuery)
  return useMemo(() => {
    const byApp = Map.groupBy(data ?? [], ({ app }) => app)
    const groups = [...byApp].map(([app, roles]) => {
      const label = apps.find(({ key }) => key === app)?.label
      return {
        app,
        label: label ? localize(label) : app,
        roles: roles.map(({ key, document }) => ({ value: `${app}/${key}`, label: localize(document.label) })),
      }
    })
    const names = new Map(
      groups.flatMap((group) =>
        group.roles.map(({ value, label }) => [value, groups.length > 1 ? `${group.label} · ${label}` : label]),
      ),
    )
    return { groups, nameOf: (role: string) => names.get(role) ?? role }
  }, [data, apps, localize])
}
