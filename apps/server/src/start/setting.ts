import type { Executor } from '@mortise/data/server'

/** Reads a value of the installation; null when it was never set. */
export async function readSetting<Value>(executor: Executor, key: string): Promise<Value | null> {
  const { rows } = await executor.run<{ value: Value }>({
    text: 'select value from mortise.setting where key = $1',
    values: [key],
  })
  return rows[0]?.value ?? null
}

/** Keeps a value of the installation. */
export async function writeSetting(executor: Executor, key: string, value: unknown): Promise<void> {
  await executor.run({
    text: `insert into mortise.setting (key, value, updated_at) values ($1, $2::jsonb, $3)
           on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
    values: [key, JSON.stringify(value), new Date().toISOString()],
  })
}
