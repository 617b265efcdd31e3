import type { EntityModel, FieldModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import { isNoRows } from '../permission/entity-profile.ts'
import { isFieldReadable } from '../permission/field-readable.ts'
import { layoutOf } from '../schema/table-layout.ts'
import {
  allOf,
  type Composition,
  columnRef,
  fieldGuard,
  fromSql,
  openTable,
  rowGuard,
  type TableSource,
} from './table-source.ts'

/**
 * A relation from a record to many others:
 *   children      the lines of a sub-table           inverse       records whose relation points here
 *   link          targets in a link table            inverse_link  records whose link table points here
 */
export interface ToMany {
  via: 'children' | 'link' | 'inverse' | 'inverse_link'
  /** The field that keeps the relation: here for children and link, there for the inverses. */
  field: FieldModel
  target: EntityModel
}

/** The relation of that name as this reader may see it; null when there is none. */
export function toManyOf(composition: Composition, entity: EntityModel, key: string): ToMany | null {
  const relation = ownRelation(composition, entity, key) ?? inverseRelation(composition, entity, key)
  if (!relation || !isFieldReadable(relation.field, composition.rights)) return null
  return isNoRows(composition.rights.of(relation.target.key).read) ? null : relation
}

/** The other table of a relation, with the condition that ties its rows to an owner and the reader's rights inside. */
export interface RelatedRows {
  source: TableSource
  /** Joins from the link table to the other one; read before further joins are added. */
  from(): RawBuilder<unknown>
  conditions: RawBuilder<boolean>[]
}

/** Opens the other table for the records of one owner row. */
export function relatedRows(composition: Composition, owner: TableSource, relation: ToMany): RelatedRows {
  const source = openTable(composition, relation.target)
  const rows = ties[relation.via](composition, owner, relation, source)
  // Who sees a record and its sub-table field sees the lines: their rows need no further check.
  const guards = relation.via === 'children' ? [] : rowGuard(composition, source)
  const field = relation.via === 'children' || relation.via === 'link' ? owner : source
  return {
    source,
    from: () => rows.from(fromSql(composition, source)),
    conditions: [rows.tie, ...guards, ...fieldGuard(composition, field, relation.field)],
  }
}

/** Whether an owner row has related rows for which the condition holds. */
export function existsRelated(
  composition: Composition,
  owner: TableSource,
  relation: ToMany,
  where: (source: TableSource) => RawBuilder<boolean>[],
): RawBuilder<boolean> {
  const rows = relatedRows(composition, owner, relation)
  const live = sql<boolean>`${columnRef(rows.source, 'archived_at')} is null`
  const conditions = [...rows.conditions, live, ...where(rows.source)]
  return sql`exists (select 1 from ${rows.from()} where ${allOf(conditions)})`
}

/** The link table of a field, with an alias; columns `record_id` and `target_id`. */
export function linkTable(composition: Composition, field: FieldModel): { sql: RawBuilder<unknown>; alias: string } {
  const entity = composition.model.entities.get(field.entity)
  const link = entity && layoutOf(entity, composition.storages).links.get(field.key)
  if (!link) throw new Error('unreachable: a link field without its table')
  const alias = composition.nextAlias()
  return { sql: sql`${sql.id(composition.schema, link.table)} as ${sql.id(alias)}`, alias }
}

interface Tie {
  from(target: RawBuilder<unknown>): RawBuilder<unknown>
  tie: RawBuilder<boolean>
}

const ties: Record<
  ToMany['via'],
  (composition: Composition, owner: TableSource, relation: ToMany, source: TableSource) => Tie
> = {
  children(_composition, owner, relation, source) {
    const parentField = relation.target.parent?.field.key
    if (parentField === undefined) throw new Error('unreachable: lines without a parent field')
    return direct(sql`${columnRef(source, parentField)} = ${columnRef(owner, 'id')}`)
  },
  inverse: (_composition, owner, relation, source) =>
    direct(sql`${columnRef(source, relation.field.key)} = ${columnRef(owner, 'id')}`),
  link: (composition, owner, relation, source) =>
    linked(composition, owner, relation, source, 'record_id', 'target_id'),
  inverse_link: (composition, owner, relation, source) =>
    linked(composition, owner, relation, source, 'target_id', 'record_id'),
}

function direct(tie: RawBuilder<boolean>): Tie {
  return { from: (target) => target, tie }
}

function linked(
  composition: Composition,
  owner: TableSource,
  relation: ToMany,
  source: TableSource,
  near: string,
  far: string,
): Tie {
  const link = linkTable(composition, relation.field)
  const end = sql.ref(`${link.alias}.${far}`)
  return {
    from: (target) => sql`${link.sql} cross join ${target}`,
    tie: sql`${sql.ref(`${link.alias}.${near}`)} = ${columnRef(owner, 'id')} and ${columnRef(source, 'id')} = ${end}`,
  }
}

function ownRelation(composition: Composition, entity: EntityModel, key: string): ToMany | null {
  const field = entity.fields.get(key)
  const target = field && field.target !== null ? composition.model.entities.get(field.target) : undefined
  if (!field || !target) return null
  const { structure } = composition.storages.get(field.type)
  if (structure === 'children') return { via: 'children', field, target }
  return structure === 'link' ? { via: 'link', field, target } : null
}

function inverseRelation(composition: Composition, entity: EntityModel, key: string): ToMany | null {
  const inverse = entity.inverses.get(key)
  const target = inverse && composition.model.entities.get(inverse.entity)
  const field = target?.fields.get(inverse?.field ?? '')
  if (!inverse || !target || !field) return null
  return { via: inverse.many ? 'inverse_link' : 'inverse', field, target }
}
