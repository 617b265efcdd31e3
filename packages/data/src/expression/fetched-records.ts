import type { ExpressionSchema, RelatedRecords } from '@mortise/expressions'
import { type FilterCondition, manyStep, type ReadStep } from '@mortise/metadata'
import type { EntityRecord } from '../contract/query.ts'
import { getRecord } from '../query/get-record.ts'
import { queryErrors } from '../query/query-errors.ts'
import { queryRecords } from '../query/query-records.ts'
import { beginRead, type ReadCall } from '../query/read-call.ts'
import { readQuery } from '../query/read-query.ts'

/** Records that an evaluation asked for and did not find are fetched before the next one. */
export interface FetchedRecords {
  records: RelatedRecords
  /** Whether anything was missing, which is there now. */
  fetchMissed(): Promise<boolean>
}

/** How many records one explanation may read. */
const maxRecords = 20_000
const pageSize = 1000

/** Related records as the reader may see them, read when an expression leads to them. */
export function openFetchedRecords(call: ReadCall, schema: ExpressionSchema): FetchedRecords {
  const found = new Map<string, readonly EntityRecord[]>()
  const missed = new Map<string, () => Promise<readonly EntityRecord[]>>()
  const fetch = fetcher(call, schema)
  const recall = (key: string, read: () => Promise<readonly EntityRecord[]>): readonly EntityRecord[] => {
    const known = found.get(key)
    if (!known) missed.set(key, read)
    return known ?? []
  }
  return {
    records: {
      one(record, entity, field) {
        const target = targetOf(schema, entity, field)
        const id = idOf(record[field])
        return target && id ? (recall(`${target} ${id}`, () => fetch.one(target, id))[0] ?? null) : null
      },
      many(record, entity, relation) {
        const id = idOf(record.id)
        return id ? recall(`${entity} ${id} ${relation}`, () => fetch.many(entity, id, relation)) : []
      },
      all: (entity) => recall(entity, () => fetch.all(entity)),
    },
    async fetchMissed() {
      const wanted = [...missed]
      missed.clear()
      for (const [key, read] of wanted) found.set(key, await read())
      return wanted.length > 0
    },
  }
}

function targetOf(schema: ExpressionSchema, entity: string, field: string): string | null {
  const type = schema.entity(entity)?.field(field)?.type
  return type?.kind === 'ref' ? type.entity : null
}

function idOf(value: unknown): string | null {
  return typeof value === 'string' ? value : ((value as { id?: string } | null | undefined)?.id ?? null)
}

function fetcher({ options, access, scope, executor }: ReadCall, schema: ExpressionSchema) {
  let count = 0
  const counted = (records: readonly EntityRecord[]) => {
    count += records.length
    if (count > maxRecords) throw queryErrors.EXPLAIN_TOO_LARGE({ max: maxRecords })
    return records
  }
  const begin = (entity: string) => beginRead(options, access, scope, entity, executor)
  const fieldsOf = (entity: string) => [...(schema.entity(entity)?.fields() ?? [])].map(({ key }) => key)

  async function matching(entity: string, filter?: FilterCondition) {
    const call = await begin(entity)
    const sort = [{ field: 'id', direction: 'asc' as const }]
    const query = { select: fieldsOf(entity), sort, ...(filter && { filter }) }
    const records: EntityRecord[] = []
    let after: string | null = null
    do {
      const page = readQuery({ ...query, page: { size: pageSize, ...(after !== null && { after }) } })
      const answer = await queryRecords(call, page)
      records.push(...counted(answer.records))
      after = answer.next
    } while (after !== null)
    return records
  }

  /** The targets of a link field come with the record that has it. */
  async function linked(entity: string, id: string, { field, target }: ReadStep): Promise<EntityRecord[]> {
    const select = [...fieldsOf(target), 'archived_at'].map((key) => `${field.key}.${key}`)
    const record = await getRecord(await begin(entity), id, select)
    const targets = (record?.[field.key] ?? []) as EntityRecord[]
    return targets.filter(({ archived_at: archived }) => archived === null).sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  return {
    async one(entity: string, id: string): Promise<readonly EntityRecord[]> {
      const record = await getRecord(await begin(entity), id, fieldsOf(entity))
      return counted(record ? [record] : [])
    },
    async many(entity: string, id: string, relation: string): Promise<readonly EntityRecord[]> {
      const table = scope.model.entities.get(entity)
      const step = table && manyStep(scope.model, table, relation)
      if (!step) throw new Error('unreachable: the checker knows the relations of the model')
      const { field, target, via } = step
      if (via === 'link') return counted(await linked(entity, id, step))
      const isLink = via === 'back_link'
      return await matching(target, { field: field.key, op: isLink ? 'has_any' : 'eq', value: isLink ? [id] : id })
    },
    all: (entity: string): Promise<readonly EntityRecord[]> => matching(entity),
  }
}
