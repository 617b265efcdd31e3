import type { LocalizedText } from '@mortise/core'
import type { AppModel, EntityModel } from '@mortise/metadata'
import { desiredIndexes, linkIndexes } from './desired-indexes.ts'
import type { IndexPlan, TablesContext } from './index-plan.ts'
import { inPhysicalOrder } from './physical-order.ts'
import { type ColumnLayout, layoutOf, physicalName, type TableLayout } from './table-layout.ts'

export interface ColumnPlan {
  name: string
  type: string
  /** SQL of a constant default; the column is NOT NULL then. */
  default?: string
  /** The part of the definition after the type, for columns that are there from the start. */
  constraint?: string
  label: LocalizedText | null
}

export interface ForeignKeyPlan {
  name: string
  column: string
  target: string
}

/** A table as a model wants it. */
export interface TablePlan {
  entity: string
  name: string
  label: LocalizedText
  columns: ColumnPlan[]
  primaryKey: string[]
  foreignKeys: ForeignKeyPlan[]
  indexes: IndexPlan[]
}

/** All tables of an app: those of its entities and the link tables of many-to-many relations. */
export function desiredTables(model: AppModel, context: TablesContext): TablePlan[] {
  return [...model.entities.values()].flatMap((entity) => {
    // Their rows come from a view that is there in every workspace.
    if (entity.document.figures) return []
    const layout = layoutOf(entity, context.storages)
    return [entityTable(model, layout, context), ...linkTables(model, layout, context)]
  })
}

const instant = 'timestamptz(3)'

type SystemColumn = Omit<ColumnPlan, 'label'>

/** What nearly every statement names. */
const leadingColumns: readonly SystemColumn[] = [
  { name: 'id', type: 'uuid', constraint: 'not null' },
  { name: 'archived_at', type: instant },
]
const ownerColumns: readonly SystemColumn[] = [
  { name: 'owner_id', type: 'uuid' },
  { name: 'department_id', type: 'uuid' },
]
/** Sub-tables have an order instead of an owner. */
const positionColumns: readonly SystemColumn[] = [
  { name: 'position', type: 'integer', constraint: 'not null default 0' },
]
const stampColumns: readonly SystemColumn[] = [
  { name: 'created_at', type: instant, constraint: 'not null' },
  { name: 'updated_at', type: instant, constraint: 'not null' },
  { name: 'version', type: 'integer', constraint: 'not null default 1' },
  { name: 'created_by', type: 'uuid' },
  { name: 'updated_by', type: 'uuid' },
]

function frontColumns(subTable: boolean): readonly SystemColumn[] {
  return [...leadingColumns, ...(subTable ? positionColumns : ownerColumns)]
}

/** The names of the columns every table has, by whether it is a sub-table. */
export function systemColumnsOf(subTable: boolean): readonly SystemColumn[] {
  return [...frontColumns(subTable), ...stampColumns]
}

function entityTable(model: AppModel, layout: TableLayout, context: TablesContext): TablePlan {
  const { entity, table } = layout
  const own = entity.ownFields.flatMap((field) => layout.columns.get(field.key) ?? [])
  const { front, back } = inPhysicalOrder(own)
  const system = (columns: readonly SystemColumn[]) => columns.map((column) => ({ ...column, label: null }))
  return {
    entity: entity.key,
    name: table,
    label: entity.label,
    columns: [
      ...system(frontColumns(entity.document.parentField !== undefined)),
      ...front.map(columnPlan),
      ...system(stampColumns),
      ...back.map(columnPlan),
    ],
    primaryKey: ['id'],
    foreignKeys: own.flatMap((column) => foreignKey(model, table, column, context)),
    indexes: desiredIndexes(model, layout, context),
  }
}

function columnPlan({ column, spec, field }: ColumnLayout): ColumnPlan {
  return { name: column, type: spec.type, default: spec.default, label: field.label }
}

function foreignKey(
  model: AppModel,
  table: string,
  { column, field }: ColumnLayout,
  { storages }: TablesContext,
): ForeignKeyPlan[] {
  const target = field.target === null ? undefined : model.entities.get(field.target)
  if (!target) return []
  return [{ name: physicalName(`fk$${table}`, column), column, target: layoutOf(target, storages).table }]
}

function linkTables(model: AppModel, layout: TableLayout, { storages }: TablesContext): TablePlan[] {
  return [...layout.links.values()].map(({ field, table }) => {
    const target = field.target === null ? undefined : model.entities.get(field.target)
    return {
      entity: layout.entity.key,
      name: table,
      label: linkLabel(layout.entity, field.label),
      columns: ['record_id', 'target_id'].map((name) => ({
        name,
        type: 'uuid',
        constraint: 'not null',
        label: null,
      })),
      primaryKey: ['record_id', 'target_id'],
      foreignKeys: [
        { name: physicalName(`fk$${table}`, 'record_id'), column: 'record_id', target: layout.table },
        ...(target
          ? [
              {
                name: physicalName(`fk$${table}`, 'target_id'),
                column: 'target_id',
                target: layoutOf(target, storages).table,
              },
            ]
          : []),
      ],
      indexes: linkIndexes(table),
    }
  })
}

function linkLabel(entity: EntityModel, field: LocalizedText): LocalizedText {
  return { zh: `${entity.label.zh}：${field.zh}`, en: `${entity.label.en}: ${field.en}` }
}
