import { checkExpression, types } from '@mortise/expressions'
import { type AppModel, type EntityModel, type Filter, resolvePath, schemaOf } from '@mortise/metadata'
import { records } from '../../../api/records.ts'
import type { RecordReads } from '../../../runtime/list/data/record-reads.ts'

interface Models {
  /** In force; null where the app never was. */
  published: AppModel | null
  draft: AppModel
}

/**
 * Reads what is in force for views of the draft: fields that are new there, or of another type, are left out of every
 * question, and a new table has no records yet.
 */
export function previewReads({ published, draft }: Models): RecordReads {
  const place = (entity: string): Place | null => {
    const [then, now] = [published?.entities.get(entity), draft.entities.get(entity)]
    return published && then && now ? { published, draft, then, now } : null
  }
  return {
    scope: 'preview',
    async query(app, entity, query, signal) {
      const at = place(entity)
      if (!at) return { records: [], next: null, previous: null, ...(query.count && { total: noTotal }) }
      const filter = query.filter && publishedFilter(query.filter, at)
      const sort = query.sort?.filter(({ field }) => isPublished(field, at))
      const select = query.select?.filter((path) => isPublished(path, at))
      return await records.query(
        app,
        entity,
        { ...query, select, sort: sort?.length ? sort : undefined, filter: filter ?? undefined },
        signal,
      )
    },
    async aggregate(app, entity, query, signal) {
      const at = place(entity)
      if (!at || query.groups?.some(({ field }) => !isPublished(field, at))) return []
      const metrics = query.metrics.filter(({ field }) => field === undefined || isPublished(field, at))
      if (metrics.length === 0) return []
      const filter = query.filter && publishedFilter(query.filter, at)
      return await records.aggregate(app, entity, { ...query, metrics, filter: filter ?? undefined }, signal)
    },
  }
}

const noTotal = { count: 0, estimated: false }

interface Place extends Models {
  published: AppModel
  then: EntityModel
  now: EntityModel
}

function isPublished(path: string, { published, draft, then, now }: Place): boolean {
  const before = resolvePath(published, then, path)?.field
  const after = resolvePath(draft, now, path)?.field
  // What is neither a field here nor there is a related list, which the server knows by itself.
  return before ? before.type === (after?.type ?? before.type) : after === undefined && path.includes('.')
}

/** The filter without conditions on what is not in force; null where nothing is left of it. */
export function publishedFilter(filter: Filter, place: Place): Filter | null {
  if ('field' in filter) return isPublished(filter.field, place) ? filter : null
  if ('and' in filter) return group(filter.and, place, (and) => ({ and }))
  if ('or' in filter) return group(filter.or, place, (or) => ({ or }))
  if ('not' in filter) {
    const inner = publishedFilter(filter.not, place)
    return inner && { not: inner }
  }
  if ('formula' in filter) {
    const { expr, blankAs } = filter.formula
    const schema = schemaOf(place.published)
    return checkExpression(expr, { schema, entity: place.then.key, expected: types.bool, blankAs }).ok ? filter : null
  }
  const relation = 'any' in filter ? filter.any : filter.none
  return place.then.fields.has(relation) || place.then.inverses.has(relation) ? filter : null
}

function group(members: readonly Filter[], place: Place, of: (members: Filter[]) => Filter): Filter | null {
  const left = members.flatMap((member) => publishedFilter(member, place) ?? [])
  return left.length > 0 ? of(left) : null
}
