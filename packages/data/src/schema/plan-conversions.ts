import { identifier, qualified } from '../sql/identifier.ts'
import type { ColumnConversion } from './column-conversion.ts'
import type { TablePlan } from './desired-tables.ts'
import type { IndexPlan } from './index-plan.ts'
import { columnComment, columnDefinition, createIndex, dropIndex } from './plan-statements.ts'
import type { Step } from './step.ts'

/** The columns of a table that become others. */
export function convertedColumns(conversions: readonly ColumnConversion[], table: TablePlan): ReadonlySet<string> {
  return new Set(conversions.filter(({ entity }) => entity === table.entity).map(({ field }) => field))
}

/** Whether an index is over one of the columns. */
export function isOver(index: IndexPlan, columns: ReadonlySet<string>): boolean {
  const text = [...index.keys, index.where ?? ''].join(' ')
  return [...columns].some((column) => text.includes(identifier(column)))
}

/**
 * The swap of each column that becomes another one: it happens in the transaction that puts the revision in force. The
 * former column stays under another name, its indexes are built anew over the new one.
 */
export function planConversions(
  conversions: readonly ColumnConversion[],
  { wanted, former, schema }: { wanted: readonly TablePlan[]; former: readonly TablePlan[]; schema: string },
): Step[] {
  return conversions.flatMap((conversion) => {
    const table = wanted.find(({ entity, columns }) => entity === conversion.entity && columns.some(isOf(conversion)))
    const column = table?.columns.find(isOf(conversion))
    if (!table || !column) return []
    const name = qualified(schema, table.name)
    const over = (plans: readonly TablePlan[]) =>
      plans
        .filter((plan) => plan.name === table.name)
        .flatMap((plan) => plan.indexes.filter((index) => isOver(index, new Set([column.name]))))
    const fillBefore = [
      ...over(former).map((index) => dropIndex(schema, index.name, false)),
      `alter table ${name} rename column ${identifier(column.name)} to ${identifier(conversion.former)}`,
      `alter table ${name} add column ${columnDefinition(column)}`,
      ...columnComment(name, column),
    ]
    const fillAfter = over(wanted).map((index) => createIndex(name, index, ''))
    const unique = over(wanted).find((index) => index.unique)?.unique
    const step: Step = {
      ...{ kind: 'convert_column', phase: 'commit', table: table.name, names: [column.name], undo: [] },
      statements: [...fillBefore, ...fillAfter],
      conversion: { ...conversion, before: fillBefore, after: fillAfter },
      ...(unique && { unique }),
    }
    return [step]
  })
}

function isOf({ field }: ColumnConversion) {
  return ({ name }: { name: string }) => name === field
}
