import type { EntityCapabilities } from '@mortise/data'
import { checkExpression, type StoredExpression } from '@mortise/expressions'
import {
  type AppModel,
  type EntityModel,
  type Filter,
  keepPaths,
  resolvePath,
  schemaOf,
  type ViewOptions,
  type ViewType,
} from '@mortise/metadata'

export interface RolePlace {
  model: AppModel
  entity: EntityModel
  capabilities: { readonly [entity: string]: EntityCapabilities }
}

/** What a role sees of a view, by the rule of the server: hidden fields are left out; null where it does not see it. */
export function shownToRole(type: ViewType, options: ViewOptions, place: RolePlace): ViewOptions | null {
  const known = (path: string) => isKnown(path, place)
  if (options.filter && !filterFields(options.filter as Filter).every(known)) return null
  const filter = (condition: Filter) => filterFields(condition).every(known)
  const schema = schemaOf(place.model, {
    entity: (key) => place.capabilities[key]?.read === true,
    field: ({ entity, key }) => place.capabilities[entity]?.fields[key] !== undefined,
  })
  const formula = ({ expr, blankAs }: StoredExpression) =>
    checkExpression(expr, { schema, entity: place.entity.key, blankAs }).ok
  return keepPaths(type, options, { path: known, filter, formula })
}

function isKnown(path: string, { model, entity, capabilities }: RolePlace): boolean {
  const resolved = resolvePath(model, entity, path)
  if (!resolved) return false
  return [...resolved.relations, resolved.field].every(
    (step) => capabilities[step.entity]?.read === true && capabilities[step.entity]?.fields[step.key] !== undefined,
  )
}

/** The fields that a filter looks at directly; what it asks of related records is left to the server. */
function filterFields(filter: Filter): string[] {
  if ('field' in filter) return [filter.field]
  if ('and' in filter) return filter.and.flatMap(filterFields)
  if ('or' in filter) return filter.or.flatMap(filterFields)
  return 'not' in filter ? filterFields(filter.not) : []
}
