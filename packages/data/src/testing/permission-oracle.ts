import {
  checkExpression,
  compileClosure,
  type RelatedRecords,
  type StoredExpression,
  types,
  type Values,
} from '@mortise/expressions'
import {
  type AppModel,
  type EntityGrant,
  type FieldGrant,
  fieldAccesses,
  type RowGrant,
  schemaOf,
} from '@mortise/metadata'
import type { Principal } from '../contract/access.ts'

export type Row = { [field: string]: unknown }
export type Roles = { [role: string]: { [entity: string]: EntityGrant } }
type Shown = 'none' | 'mask' | 'read'

interface World {
  model: AppModel
  user: Principal
  /** Records by table. */
  rows: { [entity: string]: readonly Row[] }
  now: Date
}

/**
 * Rights written down a second time, without SQL: per record, which roles reach it, and what those give of it.
 * Conditions are run as JavaScript. Sub-tables (`item` of `customer`) are asked about by the record that owns them.
 */
export function permissionOracle(roles: Roles, world: World) {
  const all = Object.values(roles)
  const holds = conditionsOver(world)
  const inScope: { [scope: string]: (row: Row) => boolean } = {
    none: () => false,
    own: (row) => row.owner === world.user.id,
    department: (row) => row.owner === world.user.id || row.department === world.user.departmentId,
    department_and_below: (row) =>
      row.owner === world.user.id || world.user.departmentAndBelowIds.includes(row.department as string),
    all: () => true,
  }

  const place = (role: Roles[string], entity: string) => (role[entity] ? entity : '*')
  const grantOf = (role: Roles[string], entity: string) => role[entity] ?? role['*']

  const isIn = (grant: RowGrant | undefined, row: Row, entity: string): boolean => {
    if (grant === undefined) return false
    if (typeof grant === 'string') return inScope[grant]?.(row) ?? false
    return (inScope[grant.scope ?? 'none']?.(row) ?? false) || holds(grant.where, entity, row)
  }

  const right = (role: Roles[string], entity: string, row: Row, kind: 'read' | 'update' | 'delete') => {
    const grant = grantOf(role, entity)
    const at = place(role, entity)
    return isIn(grant?.read, row, at) && (kind === 'read' || isIn(grant?.[kind], row, at))
  }

  const access = (role: Roles[string], entity: string, row: Row, field: string): string => {
    if (['id', 'version', 'position'].includes(field)) return 'read'
    const fields = grantOf(role, entity)?.fields
    const grant: FieldGrant = fields?.[field] ?? fields?.['*'] ?? 'write'
    if (typeof grant === 'string') return grant
    const { otherwise = 'none' } = grant
    if (fieldAccesses.indexOf(otherwise) >= fieldAccesses.indexOf(grant.access)) return 'none'
    return holds(grant.where, place(role, entity), row) ? grant.access : otherwise
  }

  const seeing = (entity: string, row: Row) => all.filter((role) => right(role, entity, row, 'read'))

  return {
    sees: (entity: string, row: Row) => seeing(entity, row).length > 0,
    field: (entity: string, row: Row, field: string) =>
      shown(seeing(entity, row).map((role) => access(role, entity, row, field))),
    line(row: Row, field: string) {
      const having = seeing('customer', row).filter((role) => shows(access(role, 'customer', row, 'items')))
      return shown(having.map((role) => access(role, 'item', {}, field)))
    },
    may: (kind: 'update' | 'delete', entity: string, row: Row) => all.some((role) => right(role, entity, row, kind)),
    mayWrite: (entity: string, row: Row, field: string) =>
      all.some((role) => right(role, entity, row, 'update') && access(role, entity, row, field) === 'write'),
  }
}

const shows = (access: string) => access === 'read' || access === 'write'

function shown(having: readonly string[]): Shown {
  return having.some(shows) ? 'read' : having.includes('mask') ? 'mask' : 'none'
}

/** Whether a condition holds; where it may not stand, or is no condition, it holds nowhere. */
function conditionsOver({ model, user, rows, now }: World) {
  const schema = schemaOf(model)
  const related = relatedIn(rows)
  const context = {
    now: now.toISOString(),
    today: now.toISOString().slice(0, 10),
    timeZone: 'UTC',
    user: { ...user, email: user.email ?? '', teamIds: [user.id], roles: user.roles },
    workspace: 'main',
    calendar: { exceptions: new Map() },
  }
  return (where: StoredExpression | null, entity: string, row: Row): boolean => {
    if (entity === '*' || model.entities.get(entity)?.parent) return false
    const checked = checkExpression(where?.expr, { schema, entity, expected: types.bool })
    return checked.ok && compileClosure(checked.root)({ record: row, outer: null, context, related }) === true
  }
}

/** Companies with customers with items, as the fixture app has them. */
function relatedIn(rows: World['rows']): RelatedRecords {
  const all = (entity: string) => (rows[entity] ?? []) as readonly Values[]
  const owners: { [relation: string]: [entity: string, field: string] } = {
    items: ['item', 'customer'],
    customers: ['customer', 'company'],
  }
  return {
    one: (record, _entity, field) => all('company').find(({ id }) => id === record[field]) ?? null,
    many(record, _entity, relation) {
      const [entity, field] = owners[relation] ?? ['', '']
      return all(entity).filter((row) => row[field] === record.id)
    },
    all,
  }
}
