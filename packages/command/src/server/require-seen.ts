import { deepEqual } from '@mortise/core'
import type { RecordInput } from '@mortise/data'
import { type FoundProblem, normaliseValue, recordErrors, recordInvalid } from '@mortise/data/server'
import type { EntityModel } from '@mortise/metadata'
import type { CommandCall } from './command-call.ts'

/** So many records are looked for at once. */
const atOnce = 500

/**
 * What was filled in may lead only to records that the person sees, in its lines too: whoever points to another one is
 * told nothing of what is around it. RECORD_NOT_FOUND; RECORD_INVALID for what names no record the way records are named,
 * since nobody could look whether it may be seen. With `id`, what stands in this record already may stay, seen or not.
 */
export async function requireSeen(call: CommandCall, input: RecordInput, id: string | null): Promise<void> {
  const standing = id === null ? {} : await standingIn(call, id, input)
  const named: Named = { ids: new Map(), problems: [] }
  collect(call, { entity: call.entity, values: input, standing, at: '' }, named)
  if (named.problems.length > 0) throw recordInvalid(named.problems, call.access)
  for (const [entity, ids] of named.ids)
    for (let at = 0; at < ids.size; at += atOnce) await requireVisible(call, entity, [...ids].slice(at, at + atOnce))
}

/** What the record leads to now, at the places of the input. */
async function standingIn(
  { engine, access, scope, entity }: CommandCall,
  id: string,
  input: RecordInput,
): Promise<Standing> {
  const kept = new Set(['one', 'children'])
  const keys = Object.keys(input).filter((key) => kept.has(entity.fields.get(key)?.kind.relation ?? ''))
  return keys.length === 0 ? {} : await engine.get(access, scope, entity.key, id, ['id', ...keys])
}

interface Standing {
  readonly [field: string]: unknown
}

interface Place {
  entity: EntityModel
  values: Standing
  /** The same as it is now. */
  standing: Standing
  at: string
}

interface Named {
  /** Ids of records, by their table. */
  ids: Map<string, Set<string>>
  problems: FoundProblem[]
}

/** Puts what values point to with what others did; `at` is where they stand in the input. */
function collect(call: CommandCall, { entity, values, standing, at }: Place, named: Named): void {
  for (const [key, value] of Object.entries(values)) {
    const field = entity.fields.get(key)
    if (!field?.target || value === undefined || deepEqual(value, standing[key])) continue
    const read = normaliseValue(field, value)
    const target = call.scope.model.entities.get(field.target)
    if ('code' in read) named.problems.push({ ...read, path: `${at}${key}` })
    else if (field.kind.relation !== 'children') addIds(named, field.target, [read.value].flat())
    else if (target) {
      const before = (standing[key] ?? []) as readonly Standing[]
      for (const [index, line] of (read.value as Standing[]).entries()) {
        const same = before.find(({ id }) => id === line.id) ?? {}
        collect(call, { entity: target, values: line, standing: same, at: `${at}${key}/${index}/` }, named)
      }
    }
  }
}

function addIds({ ids: all }: Named, entity: string, ids: readonly unknown[]): void {
  const known = all.get(entity) ?? new Set()
  for (const id of ids) if (id !== null) known.add(String(id))
  all.set(entity, known)
}

async function requireVisible({ engine, access, scope }: CommandCall, entity: string, ids: string[]): Promise<void> {
  // That there is such a table is not told either.
  if (!engine.names(access, scope).entity(entity)) throw recordErrors.RECORD_NOT_FOUND()
  const filter = { field: 'id', op: 'in' as const, value: ids }
  const { records } = await engine.query(access, scope, entity, { select: ['id'], filter, page: { size: ids.length } })
  const found = new Set(records.map(({ id }) => id))
  // Archived ones are in no list, but can be seen.
  for (const id of ids) if (!found.has(id)) await engine.get(access, scope, entity, id, ['id'])
}
