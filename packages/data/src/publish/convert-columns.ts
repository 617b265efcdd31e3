import { type AppModel, convertValue, type TextReading } from '@mortise/metadata'
import type { Executor, Rows } from '../database/database.ts'
import { uniqueConflict } from '../schema/apply-steps.ts'
import type { Step } from '../schema/step.ts'
import { type ColumnLayout, layoutOf } from '../schema/table-layout.ts'
import { identifier, qualified } from '../sql/identifier.ts'
import { heldValue, readingOf } from './held-value.ts'
import type { PublishContext } from './publish-context.ts'
import type { PublishRecord } from './publish-store.ts'

type Conversion = NonNullable<Step['conversion']>

/** Steps that are part of putting a revision in force. */
export function conversionsIn({ steps }: Pick<PublishRecord, 'steps'>): (Step & { conversion: Conversion })[] {
  return steps.flatMap((step) => (step.conversion ? [{ ...step, conversion: step.conversion }] : []))
}

/** Holds the tables whose columns become others; gives up after 50 ms, so that nobody waits behind us for long. */
export async function lockConverted(trx: Executor, context: PublishContext, publish: PublishRecord): Promise<void> {
  const tables = new Set(conversionsIn(publish).map(({ table }) => qualified(context.workspace.schema, table)))
  if (tables.size === 0) return
  await trx.run({ text: `set local lock_timeout = '50ms'`, values: [] })
  for (const table of [...tables].sort())
    await trx.run({ text: `lock table ${table} in access exclusive mode`, values: [] })
  await trx.run({ text: 'set local lock_timeout = 0', values: [] })
}

/** Swaps the columns and fills the new ones from the former ones. */
export async function convertColumns(
  trx: Executor,
  context: PublishContext,
  publish: PublishRecord,
  models: { before: AppModel; after: AppModel },
): Promise<void> {
  for (const [position, step] of publish.steps.entries()) {
    if (!step.conversion) continue
    const { conversion } = step
    for (const text of conversion.before) await trx.run({ text, values: [], work: 'schema' })
    await fillColumn(trx, context, conversion, models)
    try {
      for (const text of conversion.after) await trx.run({ text, values: [], work: 'schema' })
    } catch (error) {
      throw uniqueConflict(error, step) ?? error
    }
    await publish.journal.write(position, 'done', trx)
  }
}

const recordsAtOnce = 2000

async function fillColumn(
  trx: Executor,
  context: PublishContext,
  { entity, field, former }: Conversion,
  { before, after }: { before: AppModel; after: AppModel },
): Promise<void> {
  const { storages, workspace } = context
  const [table, changed] = [before.entities.get(entity), after.entities.get(entity)]
  const source = table && layoutOf(table, storages).columns.get(field)
  const target = changed && layoutOf(changed, storages).columns.get(field)
  if (!table || !source || !target) throw new Error('unreachable: the plan was made of these models')
  const reading = readingOf(context)
  const name = qualified(workspace.schema, layoutOf(table, storages).table)
  let last: string | null = null
  for (;;) {
    const { rows }: Rows<{ id: string; value: unknown }> = await trx.run({
      text: `select id, ${identifier(former)} as value from ${name}
        where ${identifier(former)} is distinct from ${source.spec.default ?? 'null'} and ($1::uuid is null or id > $1)
        order by id limit ${recordsAtOnce}`,
      values: [last],
      work: 'schema',
    })
    const filled = rows.flatMap(({ id, value }) => {
      const result = convertedValue(value, { source, target, reading })
      return result === null ? [] : [{ id, value: result }]
    })
    if (filled.length > 0)
      await trx.run({
        text: `update ${name} t set ${identifier(field)} = v.value
          from jsonb_to_recordset($1::jsonb) as v(id uuid, value ${target.spec.type}) where t.id = v.id`,
        values: [JSON.stringify(filled)],
        work: 'schema',
      })
    last = rows.at(-1)?.id ?? null
    if (rows.length < recordsAtOnce) return
  }
}

/** What the column holds for a converted value; null where it does not convert, and where it comes out blank. */
function convertedValue(
  held: unknown,
  { source, target, reading }: { source: ColumnLayout; target: ColumnLayout; reading: TextReading },
): unknown {
  const result = convertValue(heldValue(source, held), { from: source.field, to: target.field, reading })
  if (!('value' in result) || result.value === null || result.value === undefined) return null
  return target.storage.toColumn ? target.storage.toColumn(result.value as never, target.field) : result.value
}
