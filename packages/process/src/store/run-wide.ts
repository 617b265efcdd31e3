import type { Rows, Statement, Workspace } from '@mortise/data/server'

/**
 * Asks what may touch very many rows: figures over all of them, or a search that walks until a page is full. Hash tables of
 * such a size are to stay in memory; translating the statement into machine code takes longer than it saves; and one
 * processor is enough: figures are asked for side by side, and of several that walk each goes far beyond the page. Such
 * statements have no names: a plan for any parameters, which a named one gets after a few calls, takes twice as long.
 */
export async function runWide<Row>(
  { database }: Workspace,
  { text, values }: Pick<Statement, 'text' | 'values'>,
): Promise<Rows<Row>> {
  return await database.transaction(async (trx) => {
    await trx.run({ text: settings, values: [] })
    return await trx.run<Row>({ text, values })
  }, 'read')
}

const settings = `select set_config('work_mem', '16MB', true), set_config('jit', 'off', true),
  set_config('max_parallel_workers_per_gather', '0', true)`
