import type { LocalizedText } from '@mortise/core'
import type { Executor } from '@mortise/data/server'
import { readSetting, writeSetting } from './setting.ts'

/** A person of the demo data, with the password everybody may know. */
export interface DemoLogin {
  email: string
  password: string
  label: LocalizedText
}

/** The logins of the demo data that was installed; none in earnest. */
export async function readDemoLogins(executor: Executor): Promise<DemoLogin[]> {
  return (await readSetting<DemoLogin[]>(executor, 'demo_logins')) ?? []
}

/** Keeps the logins, so that the log-in page can show them. */
export async function writeDemoLogins(executor: Executor, logins: readonly DemoLogin[]): Promise<void> {
  await writeSetting(executor, 'demo_logins', logins)
}
