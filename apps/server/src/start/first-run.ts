import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  loadBlockTypes,
  loadCommandActions,
  loadFieldTypes,
  loadProcessKnowledge,
  loadViewTypes,
} from '@mortise/kinds/server'
import type { DemoInstance, LoadedPack } from '@mortise/packs/server'
import type { Config } from '../config.ts'
import { createUser } from '../identity/user-store.ts'
import type { Services } from '../services.ts'
import { createDemoPeople } from './create-demo-people.ts'
import { type DemoLogin, writeDemoLogins } from './demo-logins.ts'
import { playDemoInstances } from './play-demo-instances.ts'
import type { Progress } from './progress.ts'
import { readSetting, writeSetting } from './setting.ts'

/** How long a first run may take before another server takes it for dead. */
const patienceMs = 5 * 60_000
const settingKey = 'first_run'

interface FirstRun {
  startedAt: string
  done: boolean
}

/** Packs that are being read, by their name in the configuration. */
type PacksAhead = ReadonlyMap<string, Promise<LoadedPack>>

/**
 * Begins to read what a first run will install. Making an embedded database takes seconds in a thread of its own, and
 * this one has nothing else to do meanwhile.
 */
export function readPacksAhead({ packs }: Config): PacksAhead {
  return new Map(
    packs.map((pack) => {
      const read = readPack(pack)
      // Reported by whoever waits for it.
      read.catch(() => {})
      return [pack, read]
    }),
  )
}

async function readPack(pack: string): Promise<LoadedPack> {
  const [{ loadPack }, fieldTypes, viewTypes, blockTypes, commandActions, processes] = await Promise.all([
    import('@mortise/packs/server'),
    loadFieldTypes(),
    loadViewTypes(),
    loadBlockTypes(),
    loadCommandActions(),
    loadProcessKnowledge(),
  ])
  return await loadPack(locatePack(pack), { fieldTypes, viewTypes, blockTypes, commandActions, processes })
}

/** Fills an empty installation: the administrator, and the packs with their demo data. Does nothing ever after. */
export async function runFirst(services: Services, progress: Progress, ahead: PacksAhead = new Map()): Promise<void> {
  if (!(await claim(services))) return
  const { database, config } = services
  const demo = config.demo ?? database.engine === 'pglite'
  progress.step('首次启动：正在准备工作区', 'first start: preparing the workspace')
  const [administrator, { logins: people, instances }] = await Promise.all([
    // A password takes its time to be hashed, beside the thread.
    createAdministrator(services, { demo, progress }),
    installPacks(services, { ahead, demo, progress }),
  ])
  // Some of it waits for the administrator, who is there by now.
  await playDemoInstances(services, instances)
  const logins = [...administrator, ...people]
  if (demo) await writeDemoLogins(database, logins)
  services.demoLogins.push(...(demo ? logins : []))
  await writeSetting(database, settingKey, { startedAt: new Date().toISOString(), done: true } satisfies FirstRun)
  await services.identity.changed(null)
}

/** Prints who can sign in to a demo. */
export function printLogins(logins: readonly DemoLogin[], progress: Progress): void {
  if (logins.length === 0) return
  progress.line('     演示账号 / demo logins')
  for (const { email, password, label } of logins)
    progress.line(`       ${email.padEnd(30)} ${password.padEnd(16)} ${label.zh} / ${label.en}`)
  progress.line('')
}

/** Whether it is up to this server; when another one is at it, waits for that one. */
async function claim({ database }: Services): Promise<boolean> {
  for (;;) {
    const now = new Date()
    const claimed = await database.run({
      text: `insert into mortise.setting as s (key, value, updated_at) values ($1, $2::jsonb, $3)
             on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
             where not (s.value->>'done')::boolean and s.updated_at < $4 returning key`,
      values: [
        settingKey,
        JSON.stringify({ startedAt: now.toISOString(), done: false } satisfies FirstRun),
        now.toISOString(),
        // The embedded database has one server: whoever began before is gone.
        new Date(now.getTime() - (database.engine === 'pglite' ? 0 : patienceMs)).toISOString(),
      ],
    })
    if (claimed.rows.length > 0) return true
    if ((await readSetting<FirstRun>(database, settingKey))?.done) return false
    await wait(500)
  }
}

async function createAdministrator(
  { database, config }: Services,
  { demo, progress }: { demo: boolean; progress: Progress },
): Promise<DemoLogin[]> {
  const { rows } = await database.run({ text: 'select 1 from mortise.person where administrator limit 1', values: [] })
  const password = config.adminPassword ?? (demo ? 'mortise-demo' : randomBytes(9).toString('base64url'))
  if (rows.length === 0)
    await createUser(database, { name: 'Administrator', email: config.adminEmail, password, administrator: true })
  // A password that somebody chose is not shown to visitors.
  if (config.adminPassword !== null) return []
  if (demo) return [{ email: config.adminEmail, password, label: { zh: '管理员', en: 'Administrator' } }]
  if (rows.length === 0) progress.line(`\n     管理员 / administrator: ${config.adminEmail}   ${password}\n`)
  return []
}

async function installPacks(
  services: Services,
  { ahead, demo, progress }: { ahead: PacksAhead; demo: boolean; progress: Progress },
): Promise<Installed> {
  const all: Installed = { logins: [], instances: [] }
  for (const pack of services.config.packs) {
    const one = await installOne(services, { pack, loaded: await ahead.get(pack), demo, progress })
    all.logins.push(...one.logins)
    all.instances.push(...one.instances)
  }
  return all
}

interface Installed {
  logins: DemoLogin[]
  instances: { app: string; instances: DemoInstance[] }[]
}

async function installOne(
  services: Services,
  { pack, loaded, demo, progress }: { pack: string; loaded: LoadedPack | undefined; demo: boolean; progress: Progress },
): Promise<Installed> {
  const { database, workspace, engine, apps, fieldTypes, viewTypes, blockTypes, commandActions, processes, people } =
    services
  const { installPack } = await import('@mortise/packs/server')
  const logins: DemoLogin[] = []
  progress.step(`正在安装模板包 ${pack}`, `installing the template pack ${pack}`)
  const installed = await installPack({
    store: apps,
    engine,
    workspace,
    fieldTypes,
    viewTypes,
    commandActions,
    processes,
    blockTypes,
    folder: locatePack(pack),
    loaded,
    demo: demo
      ? {
          async createPeople(company) {
            for (const { email, login } of company.people)
              if (login) logins.push({ email, password: company.password, label: login })
            const ids = await createDemoPeople(database, company)
            people.forget()
            return ids
          },
        }
      : undefined,
  })
  if (installed.records > 0)
    progress.step(`已载入 ${installed.records} 条演示记录`, `loaded ${installed.records} demo records`)
  return { logins, instances: [{ app: installed.app, instances: installed.instances }] }
}

const productRoot = fileURLToPath(new URL('../../../..', import.meta.url))

/** A folder relative to where the server was started, else one of those that come with the product. */
/** The folder of a pack as the configuration names it: from here, or from where the product is. */
export function locatePack(pack: string): string {
  const here = resolve(pack)
  return existsSync(here) ? here : resolve(productRoot, pack)
}
