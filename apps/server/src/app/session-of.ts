import type { AppSummary, Session } from '@mortise/api'
import type { Principal } from '@mortise/data'
import { type AppModel, colourNames } from '@mortise/metadata'
import type { SignedIn } from '../identity/signed-in.ts'
import type { Services } from '../services.ts'
import { readWorkspaceName } from './workspace-name.ts'

/** What the browser learns at the start: who is signed in, and which apps there are for them. */
export async function sessionOf(services: Services, { principal, email }: SignedIn): Promise<Session> {
  const { apps, database, workspace } = services
  return {
    user: {
      id: principal.id,
      name: principal.name,
      email,
      language: principal.language === 'en' ? 'en' : 'zh',
      departmentId: principal.departmentId,
      administrator: principal.administrator,
      avatarColour: colourOf(principal.id),
    },
    workspace: { key: workspace.key, name: await readWorkspaceName(services), timeZone: workspace.timeZone },
    apps: apps
      .list()
      .filter((model) => mayOpen(principal, model))
      .map((model) => summaryOf(principal, model)),
    database: database.engine,
  }
}

/** Whether the user has anything to do with the app: some role of it, or all of them. */
export function mayOpen(principal: Principal, model: AppModel): boolean {
  return principal.administrator || rolesIn(principal, model).length > 0
}

/** Whether the user may change and publish the app. */
export function mayDesign(principal: Principal, model: AppModel): boolean {
  return principal.administrator || rolesIn(principal, model).some((role) => model.roles.get(role)?.design === true)
}

/** Keys of the roles the user has in the app, as far as the app still has them. */
export function rolesIn(principal: Principal, model: AppModel): string[] {
  const prefix = `${model.key}/`
  return principal.roles
    .filter((role) => role.startsWith(prefix))
    .map((role) => role.slice(prefix.length))
    .filter((role) => model.roles.has(role))
}

/** What lists of apps show of one. */
export function summaryOf(principal: Principal, model: AppModel): AppSummary {
  const { app, key, revision } = model
  return {
    key,
    label: app.label,
    icon: app.icon ?? null,
    colour: app.colour ?? null,
    revision,
    canDesign: mayDesign(principal, model),
  }
}

/** Always the same colour for the same person. */
function colourOf(id: string): string {
  const sum = [...id].reduce((total, char) => total + char.charCodeAt(0), 0)
  return colourNames[1 + (sum % (colourNames.length - 1))] ?? 'blue'
}
