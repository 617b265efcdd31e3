import type { EntityModel, FieldModel, Filter } from '@mortise/metadata'
import type { RuntimeServices } from '@mortise/ui'
import { titleOf, titleStore } from './record-titles.ts'

/** For each column that holds a record: text → id of the only record that goes by it. */
type FoundRecords = ReadonlyMap<string, ReadonlyMap<string, string>>

const textsPerQuery = 100

/** Looks up the records that texts of a spreadsheet name, by title or by another unique text such as a code. */
export async function findRecords(
  rows: readonly (readonly string[])[],
  columns: readonly (FieldModel | undefined)[],
  services: RuntimeServices,
): Promise<FoundRecords> {
  const entries = columns.flatMap((field, index) => {
    const entity = field?.kind.relation === 'one' ? services.app.entities.get(field.target ?? '') : undefined
    if (!field || !entity) return []
    const texts = [...new Set(rows.map((row) => row[index]?.trim() ?? ''))].filter((text) => text !== '')
    return [lookUp(entity, texts, services).then((found) => [field.key, found] as const)]
  })
  return new Map(await Promise.all(entries))
}

async function lookUp(
  entity: EntityModel,
  texts: readonly string[],
  services: RuntimeServices,
): Promise<ReadonlyMap<string, string>> {
  const names = namingFields(entity)
  const found = new Map<string, string | null>()
  for (let from = 0; from < texts.length; from += textsPerQuery) {
    const part = texts.slice(from, from + textsPerQuery)
    const conditions = names.map((name): Filter => ({ field: name.key, op: 'in', value: part }))
    const filter: Filter = conditions.length === 1 && conditions[0] ? conditions[0] : { or: conditions }
    const select = names.map((name) => name.key)
    const { records } = await services.query(entity.key, { select, filter, page: { size: 1000 } })
    for (const record of records) {
      titleStore(services).put(entity.key, record.id, titleOf(entity, record, services.language))
      for (const { key } of names) remember(found, record[key], record.id)
    }
  }
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== null))
}

/** A text that names two records names none. */
function remember(found: Map<string, string | null>, text: unknown, id: string): void {
  if (typeof text !== 'string') return
  const known = found.get(text)
  found.set(text, known === undefined || known === id ? id : null)
}

function namingFields(entity: EntityModel): FieldModel[] {
  const unique = entity.ownFields.filter((field) => field.document.unique && field !== entity.title)
  return [entity.title, ...unique].filter((field) => field.kind.operators?.(field).includes('in') && isText(field))
}

function isText(field: FieldModel): boolean {
  return field.kind.group === 'text'
}
