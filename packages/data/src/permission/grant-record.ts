import type { EntityModel } from '@mortise/metadata'
import type { RecordGrant } from '../contract/access.ts'
import {
  type EntityProfile,
  type FieldRule,
  givenRows,
  isNoRows,
  noRows,
  otherRows,
  type RowScope,
  unionRows,
} from './entity-profile.ts'

/** Needed to address and order records at all. */
const alwaysReadable: ReadonlySet<string> = new Set(['id', 'version', 'position'])

/**
 * The rights over a table with those over one record put in their place. `writable` says what could be written there at
 * all: nobody is given what the platform keeps.
 */
export function withGrant(
  profile: EntityProfile,
  { grant, entity, writable }: { grant: RecordGrant; entity: EntityModel; writable(field: string): boolean },
): EntityProfile {
  const given = givenFields(grant, entity)
  if (!given) return profile
  const fields = new Map<string, FieldRule>()
  for (const key of entity.fields.keys()) {
    const rule = fieldRule(profile.fields.get(key), given, { key, writable: writable(key) })
    if (!isNoRows(rule.read) || !isNoRows(rule.mask) || rule.create) fields.set(key, rule)
  }
  const changes = given.adds || [...entity.fields.keys()].some((key) => given.writes(key) && writable(key))
  return {
    ...profile,
    read: readRows(profile.read, given),
    create: profile.create || given.adds,
    update: unionRows(otherRows(profile.update), changes ? givenRows : noRows),
    delete: unionRows(otherRows(profile.delete), given.adds ? givenRows : noRows),
    fields,
  }
}

function readRows(rows: RowScope, { hidden, any }: GivenFields): RowScope {
  if (hidden) return otherRows(rows)
  return any ? unionRows(rows, givenRows) : rows
}

/** What is given of a table: that of the record, or one of its sub-tables. */
interface GivenFields {
  reads(field: string): boolean
  writes(field: string): boolean
  hides(field: string): boolean
  /** Something of it is given. */
  any: boolean
  /** All of it is hidden. */
  hidden: boolean
  /** Lines may be added and taken away. */
  adds: boolean
}

function givenFields(grant: RecordGrant, entity: EntityModel): GivenFields | null {
  const lists = { read: new Set(grant.read), write: new Set(grant.write), hide: new Set(grant.hide) }
  const others = grant.others === 'read'
  if (entity.key === grant.entity) {
    const inner = (list: ReadonlySet<string>, key: string) => [...list].some((path) => path.startsWith(`${key}.`))
    const writes = (key: string) => lists.write.has(key) || inner(lists.write, key)
    return {
      writes,
      reads: (key) => others || lists.read.has(key) || writes(key) || inner(lists.read, key),
      hides: (key) => lists.hide.has(key),
      ...{ any: true, hidden: false, adds: false },
    }
  }
  if (entity.parent?.entity !== grant.entity) return null
  const { subTableField: table, field: owner } = entity.parent
  const named = (key: string) => lists.read.has(`${table}.${key}`) || lists.write.has(`${table}.${key}`)
  const paths = [...grant.read, ...grant.write]
  const hides = (key: string) => lists.hide.has(`${table}.${key}`)
  const all = lists.read.has(table) || lists.write.has(table) || others
  const any = all || paths.some((path) => path.startsWith(`${table}.`))
  return {
    writes: (key) =>
      lists.write.has(`${table}.${key}`) ||
      (lists.write.has(table) && !hides(key) && !lists.read.has(`${table}.${key}`)),
    reads: (key) => all || named(key) || (any && key === owner.key),
    hides,
    any,
    hidden: lists.hide.has(table),
    adds: lists.write.has(table),
  }
}

const none: FieldRule = { read: noRows, mask: noRows, write: noRows, create: false }

function fieldRule(
  rule: FieldRule = none,
  { reads, writes, hides, any, hidden, adds }: GivenFields,
  { key, writable }: { key: string; writable: boolean },
): FieldRule {
  const away = hidden || (hides(key) && !alwaysReadable.has(key))
  const shown = (rows: RowScope, given: boolean) => {
    if (away) return otherRows(rows)
    return given ? unionRows(rows, givenRows) : rows
  }
  const written = !away && writable && writes(key)
  return {
    read: shown(rule.read, reads(key) || (any && alwaysReadable.has(key))),
    mask: reads(key) ? otherRows(rule.mask) : shown(rule.mask, false),
    write: unionRows(otherRows(rule.write), written ? givenRows : noRows),
    create: rule.create || (adds && written),
  }
}
