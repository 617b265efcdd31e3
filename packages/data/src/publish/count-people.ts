import type { AppChange } from '@mortise/metadata'
import type { PublishContext } from './publish-context.ts'

/** How many active people have each role of an app. */
export async function countPeople({ workspace }: PublishContext, app: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await workspace.database.run<{ role: string; people: number }>({
    text: `select r.role, count(*)::int as people from mortise.user_role r join mortise.person p on p.id = r.user_id
      where r.app = $1 and p.active group by r.role`,
    values: [app],
  })
  return new Map(rows.map(({ role, people }) => [role, people]))
}

/** The role whose rights a change is about; null for other changes. */
export function roleOf({ document, impact }: AppChange): string | null {
  return impact?.kind === 'rights' && document.startsWith('role/') ? document.slice('role/'.length) : null
}
