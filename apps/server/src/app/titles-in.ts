import type { Access } from '@mortise/data'
import type { AppScope, DataEngine } from '@mortise/data/server'
import type { Explanation } from '@mortise/expressions'

interface TitleCall {
  engine: DataEngine
  access: Access
  scope: AppScope
}

/** Titles of the records that an explanation names, as far as the user may see them. */
export async function titlesIn(explanation: Explanation, call: TitleCall): Promise<{ [id: string]: string }> {
  const wanted = new Map<string, Set<string>>()
  collect(explanation, (entity, id) => wanted.set(entity, (wanted.get(entity) ?? new Set()).add(id)))
  const found = await Promise.all([...wanted].map(([entity, ids]) => titlesOf(entity, [...ids], call)))
  return Object.fromEntries(found.flat())
}

type Take = (entity: string, id: string) => void

function collect({ type, value, children, items }: Explanation, take: Take): void {
  if (type.kind === 'ref' && typeof value === 'string') take(type.entity, value)
  for (const child of children) collect(child, take)
  for (const { id, parts } of items?.shown ?? []) {
    if (id !== null && items) take(items.entity, id)
    for (const part of parts) collect(part, take)
  }
}

const mostTitles = 500

async function titlesOf(
  entity: string,
  ids: readonly string[],
  { engine, access, scope }: TitleCall,
): Promise<[id: string, title: string][]> {
  const title = scope.model.entities.get(entity)?.title
  const rights = engine.capabilities(access, scope)[entity]
  if (!title || !rights?.read || !['read', 'write'].includes(rights.fields[title.key] ?? 'none')) return []
  const { records } = await engine.query(access, scope, entity, {
    select: [title.key],
    filter: { field: 'id', op: 'in', value: ids.slice(0, mostTitles) },
    page: { size: mostTitles },
    archived: 'include',
  })
  return records.map((record) => {
    const value = record[title.key] ?? null
    const text = value === null ? '' : title.kind.text?.(value as never, title, 'en')
    return [record.id, text ?? String(value)]
  })
}
