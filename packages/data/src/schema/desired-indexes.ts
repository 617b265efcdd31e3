import type { AppModel, EntityModel } from '@mortise/metadata'
import { identifier, qualified } from '../sql/identifier.ts'
import { columnIndex, fitsIndex, type IndexPlan, type TablesContext } from './index-plan.ts'
import { physicalName, type TableLayout } from './table-layout.ts'
import { uniqueKeysOf } from './unique-keys.ts'
import { viewIndexes } from './view-indexes.ts'

/** All indexes of a table beside its primary key. Indexes follow use: keys, relations, rights, views, search. */
export function desiredIndexes(model: AppModel, layout: TableLayout, context: TablesContext): IndexPlan[] {
  const indexes = [
    ...uniqueIndexes(layout, context),
    ...relationIndexes(layout),
    ...rightsIndexes(layout.entity, layout.table),
    ...declaredIndexes(layout),
    ...viewIndexes(model, layout, context),
    ...choicesIndexes(layout),
    ...searchIndexes(layout, context),
  ]
  return withoutPrefixes([...new Map(indexes.map((index) => [index.name, index])).values()])
}

/** Link tables are read from both ends; the primary key serves the first. */
export function linkIndexes(table: string): IndexPlan[] {
  return [columnIndex(table, ['target_id', 'record_id'])]
}

function uniqueIndexes(layout: TableLayout, { storages }: TablesContext): IndexPlan[] {
  const { entity, columns } = layout
  return uniqueKeysOf(entity, storages).map(({ name, fields }) => ({
    name,
    method: 'btree',
    keys: fields.map((field) => identifier(columns.get(field)?.column ?? field)),
    where: 'archived_at is null',
    unique: { entity: entity.key, fields: [...fields] },
  }))
}

/** Lines are read by their parent and in their order. */
function relationIndexes({ entity, table, columns }: TableLayout): IndexPlan[] {
  return entity.ownFields.flatMap((field) => {
    const column = columns.get(field.key)
    if (!column || field.target === null) return []
    const isParent = entity.document.parentField === field.key
    return columnIndex(table, isParent ? [column.column, 'position'] : [column.column])
  })
}

/** Roles see records by owner and by department. */
function rightsIndexes(entity: EntityModel, table: string): IndexPlan[] {
  if (entity.document.parentField !== undefined) return []
  return [columnIndex(table, ['owner_id']), columnIndex(table, ['department_id'])]
}

function declaredIndexes({ entity, table, columns }: TableLayout): IndexPlan[] {
  const { indexes = [], duplicateChecks = [] } = entity.document
  const lists = [
    ...entity.ownFields.filter((field) => field.document.indexed).map((field) => [field.key]),
    ...indexes.filter((index) => !index.unique).map((index) => index.fields),
    ...duplicateChecks.map((check) => check.fields),
  ]
  return lists.flatMap((fields) => {
    const found = fields.flatMap((field) => columns.get(field) ?? [])
    if (found.length !== fields.length || !found.every(fitsIndex)) return []
    return columnIndex(
      table,
      found.map(({ column }) => column),
    )
  })
}

function choicesIndexes({ entity, table, columns }: TableLayout): IndexPlan[] {
  return entity.ownFields.flatMap((field) => {
    const column = columns.get(field.key)
    if (column?.spec.class !== 'choices') return []
    return { name: physicalName(`gin$${table}`, column.column), method: 'gin', keys: [identifier(column.column)] }
  })
}

function searchIndexes({ entity, table, columns }: TableLayout, { schema }: TablesContext): IndexPlan[] {
  return entity.searchFields.flatMap((field) => {
    const column = columns.get(field.key)
    if (column?.spec.class !== 'text') return []
    const keys = [`${qualified(schema, 'bigrams')}(${identifier(column.column)})`]
    return { name: physicalName(`search$${table}`, column.column), method: 'gin', keys }
  })
}

/** An index whose columns begin another one of the same table is not needed. */
function withoutPrefixes(indexes: IndexPlan[]): IndexPlan[] {
  const plain = (index: IndexPlan) => index.method === 'btree' && index.where === undefined
  return indexes.filter(
    (index) =>
      !plain(index) ||
      !indexes.some(
        (other) =>
          plain(other) &&
          other.keys.length > index.keys.length &&
          index.keys.every((key, at) => key === other.keys[at]),
      ),
  )
}
