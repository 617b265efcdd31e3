import type { EntityCapabilities } from '@mortise/data'
import { checkExpression, type StoredExpression, types } from '@mortise/expressions'
import { type AppModel, type EntityModel, type FieldModel, type Filter, schemaOf } from '@mortise/metadata'

/** What of an app a user may know of. Relations count only when the table they lead to may be known, too. */
export interface AppReader {
  entity(key: string): boolean
  field(entity: string, key: string): boolean
  /** The table a relation or sub-table leads to; null when the user may not know of it. */
  target(entity: string, key: string): string | null
  /** A path over relations: every field on the way and the last one. */
  path(entity: string, path: string): boolean
  filter(entity: string, filter: Filter): boolean
  /** The first name in the filter that this user may not know of. */
  unreadable(entity: string, filter: Filter): string | null
  /** An expression over a table; `outer` is the table of the record around it. */
  expression(entity: string, expression: StoredExpression, outer?: string): boolean
  /** The field a record is called by, as far as this user is concerned. */
  titleField(entity: string): string
}

/** Answers what a user with these capabilities may know of the app. */
export function createAppReader(model: AppModel, capabilities: { [entity: string]: EntityCapabilities }): AppReader {
  const kept = new Set(Object.keys(capabilities).filter((key) => model.entities.has(key)))
  const field = (entity: string, key: string) => {
    const found = model.entities.get(entity)?.fields.get(key)
    return found !== undefined && kept.has(entity) && isKnown(found)
  }
  const isKnown = (found: FieldModel): boolean =>
    // A table may call a field `constructor`.
    Object.hasOwn(capabilities[found.entity]?.fields ?? {}, found.key) &&
    (found.target === null || kept.has(found.target)) &&
    (found.lookup === null || [...found.lookup.path, found.lookup.field].every((hop) => field(hop.entity, hop.key)))
  // A table that shows no field drops out, and with it the relations that lead there, which may empty another one.
  while (dropEmpty(kept, model, field));
  const path = (entity: string, text: string) => walk(model, entity, text.split('.'), field)
  const schema = schemaOf(model, { entity: (key) => kept.has(key), field: (found) => field(found.entity, found.key) })
  const formula = (entity: string, { expr, blankAs }: StoredExpression) => {
    const checked = checkExpression(expr, { schema, entity, expected: types.bool, blankAs })
    return checked.ok ? null : String(checked.problems[0]?.params.name ?? 'formula')
  }
  const unreadable = (entity: string, filter: Filter) => unreadableIn({ model, field, path, formula }, entity, filter)
  return {
    entity: (key) => kept.has(key),
    field,
    target: (entity, key) =>
      field(entity, key) ? (model.entities.get(entity)?.fields.get(key)?.target ?? null) : null,
    path,
    filter: (entity, filter) => unreadable(entity, filter) === null,
    unreadable,
    expression(entity, { expr, blankAs }, outer) {
      return checkExpression(expr, { schema, entity, blankAs, outer, allowJs: true }).ok
    },
    titleField: (key) => titleOf(model.entities.get(key), field),
  }
}

type FieldTest = (entity: string, key: string) => boolean

function dropEmpty(kept: Set<string>, model: AppModel, field: FieldTest): boolean {
  const before = kept.size
  for (const key of [...kept]) {
    const entity = model.entities.get(key)
    const parent = entity?.parent
    if (!entity?.ownFields.some((own) => field(key, own.key))) kept.delete(key)
    else if (parent && !(kept.has(parent.entity) && field(key, parent.field.key))) kept.delete(key)
  }
  return kept.size < before
}

function titleOf(entity: EntityModel | undefined, field: FieldTest): string {
  if (!entity) return 'id'
  if (field(entity.key, entity.title.key)) return entity.title.key
  const readable = entity.ownFields.filter((own) => field(entity.key, own.key))
  return (readable.find((own) => own.kind.title) ?? readable[0])?.key ?? 'id'
}

function walk(model: AppModel, entity: string, keys: readonly string[], field: FieldTest): boolean {
  const [key, ...rest] = keys
  if (key === undefined || !field(entity, key)) return false
  if (rest.length === 0) return true
  const target = model.entities.get(entity)?.fields.get(key)?.target
  return typeof target === 'string' && walk(model, target, rest, field)
}

interface FilterReader {
  model: AppModel
  field: FieldTest
  path(entity: string, path: string): boolean
  /** What of a formula this user may not know of. */
  formula(entity: string, formula: StoredExpression): string | null
}

function unreadableIn(reader: FilterReader, entity: string, filter: Filter): string | null {
  const inner = (filters: readonly Filter[]) => {
    for (const one of filters) {
      const found = unreadableIn(reader, entity, one)
      if (found !== null) return found
    }
    return null
  }
  if ('field' in filter) return reader.path(entity, filter.field) ? null : filter.field
  if ('and' in filter) return inner(filter.and)
  if ('or' in filter) return inner(filter.or)
  if ('not' in filter) return unreadableIn(reader, entity, filter.not)
  if ('formula' in filter) return reader.formula(entity, filter.formula)
  const relation = 'any' in filter ? filter.any : filter.none
  const other = otherSide(reader, entity, relation)
  if (other === null) return relation
  return filter.where === undefined ? null : unreadableIn(reader, other, filter.where)
}

/** The table that a to-many relation leads to, when the user may know of it. */
function otherSide({ model, field }: FilterReader, entity: string, relation: string): string | null {
  const inverse = model.entities.get(entity)?.inverses.get(relation)
  if (inverse) return field(inverse.entity, inverse.field) ? inverse.entity : null
  return field(entity, relation) ? (model.entities.get(entity)?.fields.get(relation)?.target ?? null) : null
}
