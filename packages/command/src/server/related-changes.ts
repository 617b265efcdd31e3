import { asSystem, type EntityRecord, type RecordInput } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import type { CommandCall } from './command-call.ts'

/** A record around, as it is, and what it is given. */
export interface RelatedRecord {
  entity: EntityModel
  record: EntityRecord
  values: RecordInput
}

/** What is written to a record around the one of a command: its own values, or those of some of its lines. */
export interface RelatedChange {
  entity: EntityModel
  id: string
  /** The one that was looked at. */
  version: number
  values: RecordInput
}

/** What the steps of a command change around its record. */
export interface RelatedChanges {
  /** Values of the record itself, which may be among those around it, and own the lines that change. */
  own: RecordInput
  others: RelatedChange[]
  /** How many records are meant, by table. */
  counts: { entity: string; count: number }[]
}

/** Of lines, the version of their owner: read with them, so that a change of the owner after that is noticed. */
export const ownerVersion = ({ parent }: EntityModel): string[] => (parent ? [`${parent.field.key}.version`] : [])

/** Puts a record that several steps change together; a later step has the last word. */
export function addRelated(all: Map<string, RelatedRecord>, found: readonly RelatedRecord[]): void {
  for (const one of found) {
    const key = keyOf(one.entity, one.record.id)
    const before = all.get(key)
    all.set(key, before ? { ...one, values: { ...before.values, ...one.values } } : one)
  }
}

/** A record as the steps before leave it. */
export function afterChanges(all: ReadonlyMap<string, RelatedRecord>, entity: EntityModel, record: EntityRecord) {
  const before = all.get(keyOf(entity, record.id))
  return before ? { ...record, ...before.values } : record
}

const keyOf = (entity: EntityModel, id: string) => `${entity.key} ${id}`

/** Sorts what is to be changed into writes: lines are written with the record that owns them. */
export async function settleRelated(
  call: CommandCall,
  own: { id: string; updates: RecordInput },
  all: ReadonlyMap<string, RelatedRecord>,
): Promise<RelatedChanges> {
  const changes: RelatedChanges = { own: {}, others: [], counts: countsOf(all.values()) }
  const lines = new Map<string, OwnedLines>()
  for (const { entity, record, values } of all.values()) {
    const { parent } = entity
    if (parent) addLine(lines, ownerOf(parent, record), { id: record.id, values })
    else if (entity.key === call.entity.key && record.id === own.id) Object.assign(changes.own, values)
    else changes.others.push({ entity, id: record.id, version: Number(record.version), values })
  }
  for (const owned of lines.values()) await addOwner(call, own, { owned, changes })
  return changes
}

function countsOf(all: Iterable<RelatedRecord>): RelatedChanges['counts'] {
  const counts = new Map<string, number>()
  for (const { entity } of all) counts.set(entity.key, (counts.get(entity.key) ?? 0) + 1)
  return [...counts].map(([entity, count]) => ({ entity, count }))
}

/** Lines of one record that change, by their ids. */
interface OwnedLines {
  entity: string
  id: string
  subTableField: string
  /** The oldest under which one of them was looked at. */
  version: number
  values: Map<string, RecordInput>
}

function ownerOf(
  { entity, subTableField, field }: NonNullable<EntityModel['parent']>,
  line: EntityRecord,
): Omit<OwnedLines, 'values'> {
  return { entity, subTableField, id: idIn(line[field.key]), version: Number(line[`${field.key}.version`]) }
}

function addLine(
  lines: Map<string, OwnedLines>,
  owner: Omit<OwnedLines, 'values'>,
  line: { id: string; values: RecordInput },
): void {
  const key = `${owner.entity} ${owner.id} ${owner.subTableField}`
  const owned = lines.get(key) ?? { ...owner, values: new Map() }
  owned.version = Math.min(owned.version, owner.version)
  owned.values.set(line.id, line.values)
  lines.set(key, owned)
}

async function addOwner(
  call: CommandCall,
  own: { id: string; updates: RecordInput },
  { owned, changes }: { owned: OwnedLines; changes: RelatedChanges },
): Promise<void> {
  const { entity: table, id, subTableField: field, version, values } = owned
  const { engine, scope } = call
  const entity = scope.model.entities.get(table)
  if (!entity) throw new Error('unreachable: lines have a table that owns them')
  const owner = await engine.get(asSystem('command'), scope, table, id, ['id', field])
  const isOwn = table === call.entity.key && id === own.id
  const change = changes.others.find((one) => one.entity.key === table && one.id === id)
  const before = isOwn ? changes.own : change?.values
  const sent = before?.[field] ?? (isOwn ? own.updates[field] : undefined) ?? onlyIds(owner[field])
  const written = (sent as RecordInput[]).map((line) => ({ ...line, ...values.get(String(line.id)) }))
  if (isOwn) Object.assign(changes.own, { [field]: written })
  else if (change) {
    change.values[field] = written
    change.version = Math.min(change.version, version)
  } else changes.others.push({ entity, id, version, values: { [field]: written } })
}

/** Lines that are not sent are archived: those that stay are named. */
const onlyIds = (lines: unknown): RecordInput[] => (lines as { id: string }[]).map(({ id }) => ({ id }))

const idIn = (value: unknown): string => (typeof value === 'string' ? value : String((value as { id: string }).id))
