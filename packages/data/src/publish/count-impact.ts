import type { AppChange, AppModel, EntityModel } from '@mortise/metadata'
import { layoutOf, type TableLayout } from '../schema/table-layout.ts'
import { identifier, literal, qualified } from '../sql/identifier.ts'
import type { PublishContext } from './publish-context.ts'

/** How many records a change touches: those of a table, those with a value in a field, those with an option. */
export async function countTouched(
  context: PublishContext,
  model: AppModel,
  subject: NonNullable<AppChange['subject']>,
): Promise<number> {
  const figures =
    'optionSet' in subject ? optionFigures(context, model, subject) : [fieldFigure(context, model, subject)]
  let total = 0
  for (const figure of figures) if (figure) total += await count(context, figure)
  return total
}

/** Records of a table that are not archived and meet a condition. */
interface Figure {
  table: string
  condition: string
}

function fieldFigure(
  { storages, workspace }: PublishContext,
  model: AppModel,
  { entity: key, field }: { entity: string; field?: string },
): Figure | null {
  const entity = model.entities.get(key)
  // Nothing is lost with a table of figures, or with one of its fields.
  if (!entity || entity.document.figures) return null
  const layout = layoutOf(entity, storages)
  if (field === undefined) return { table: layout.table, condition: 'true' }
  const column = layout.columns.get(field)
  const link = layout.links.get(field)
  if (link) {
    const source = qualified(workspace.schema, link.table)
    return { table: layout.table, condition: `exists (select 1 from ${source} l where l.record_id = id)` }
  }
  if (!column) return null
  const blank = column.spec.default ?? 'null'
  return { table: layout.table, condition: `${identifier(column.column)} is distinct from ${blank}` }
}

function optionFigures(
  { storages }: PublishContext,
  model: AppModel,
  { optionSet, option }: { optionSet: string; option: string },
): Figure[] {
  return [...model.entities.values()].flatMap((entity) =>
    columnsOver(entity, layoutOf(entity, storages), optionSet).map(({ table, column, many }) => ({
      table,
      condition: many ? `${column} @> array[${literal(option)}]` : `${column} = ${literal(option)}`,
    })),
  )
}

function columnsOver(entity: EntityModel, { table, columns }: TableLayout, optionSet: string) {
  return entity.ownFields.flatMap((field) => {
    const column = field.optionSet?.key === optionSet ? columns.get(field.key) : undefined
    return column ? [{ table, column: identifier(column.column), many: column.spec.class === 'choices' }] : []
  })
}

async function count({ workspace }: PublishContext, { table, condition }: Figure): Promise<number> {
  const { rows } = await workspace.database.run<{ n: number }>({
    text: `select count(*) as n from ${qualified(workspace.schema, table)} where archived_at is null and ${condition}`,
    values: [],
  })
  return rows[0]?.n ?? 0
}
