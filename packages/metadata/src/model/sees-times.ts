import type { ProcessDocument } from '../documents/process.ts'
import type { AppModel } from './app-model.ts'

/** Whether one of these roles sees what a process took: those that design the app, and those that the process names. */
export function seesTimes(
  { insight }: Pick<ProcessDocument, 'insight'>,
  roles: Iterable<string>,
  model: Pick<AppModel, 'roles'>,
): boolean {
  for (const role of roles) if (model.roles.get(role)?.design === true || insight?.roles.includes(role)) return true
  return false
}
