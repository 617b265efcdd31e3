import type { Access } from '../contract/access.ts'
import type { Workspace } from '../database/database.ts'
import type { Directory } from '../engine/directory.ts'
import { dayOf } from '../query/calendar.ts'
import type { ContextSlot } from './expression-environment.ts'

interface ContextCall {
  access: Access
  workspace: Workspace
  now: Date
  directory: Pick<Directory, 'membersOf'>
}

/** The values of the slots that the expressions of a statement use: the same for the whole call. */
export async function contextValues(
  used: ReadonlySet<ContextSlot>,
  call: ContextCall,
): Promise<{ [slot: string]: unknown }> {
  if (used.size === 0) return {}
  const values = plainValues(call)
  if (used.has('x_team_ids')) values.x_team_ids = await teamOf(call)
  return values
}

/** Those that need no look-up; stored values use no others. */
export function plainValues({ access, workspace, now }: Omit<ContextCall, 'directory'>): {
  [slot in ContextSlot]: unknown
} {
  const user = 'user' in access ? access.user : null
  const { timeZone } = workspace
  return {
    x_now: now.toISOString(),
    x_today: dayOf(now, timeZone),
    x_user: user?.id ?? null,
    x_user_name: user?.name || null,
    x_user_email: user?.email || null,
    x_department: user?.departmentId ?? null,
    x_workspace: workspace.key,
    x_record_new: false,
    x_department_ids: user?.departmentAndBelowIds ?? [],
    x_team_ids: [],
    x_roles: user?.roles ?? [],
    x_zone: timeZone,
  }
}

/** The user and the people of their departments. */
async function teamOf({ access, directory }: ContextCall): Promise<readonly string[]> {
  if (!('user' in access)) return []
  const { id, departmentAndBelowIds } = access.user
  return [...new Set([id, ...(await directory.membersOf(departmentAndBelowIds))])]
}
