import type { SystemAlert } from '@mortise/api'
import { describeProblem } from '@mortise/expressions'
import { type AppModel, conditionsOfRole } from '@mortise/metadata'

const known = new WeakMap<AppModel, readonly SystemAlert[]>()

/**
 * Conditions of roles that must not be used. Publishing lets none of them pass, so that somebody has changed the role in
 * the database, or the product has changed its mind. Each holds for no record until the role is published again.
 */
export function roleAlerts(models: readonly AppModel[]): SystemAlert[] {
  return models.flatMap((model) => {
    const found = known.get(model) ?? alertsOf(model)
    known.set(model, found)
    return found
  })
}

function alertsOf(model: AppModel): SystemAlert[] {
  return [...model.roles.values()].flatMap((role) =>
    conditionsOfRole(model, role).flatMap(({ checked, path, problems: [problem] }) =>
      checked || !problem
        ? []
        : [{ app: model.key, role: role.key, path: path.join('/'), text: describeProblem(problem) }],
    ),
  )
}
