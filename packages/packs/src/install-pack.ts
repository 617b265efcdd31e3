import { type Clock, type Registry, systemClock } from '@mortise/core'
import type { AppStore, DataEngine, Workspace } from '@mortise/data/server'
import { dayOfInstant, startOfDay } from '@mortise/expressions'
import type { BlockType, CommandActionType, FieldType, ProcessKnowledge, ViewType } from '@mortise/metadata'
import { type DemoContext, resolveDemoValue } from './demo-values.ts'
import { packErrors } from './errors.ts'
import { loadDemo } from './load-demo.ts'
import { type LoadedPack, loadPack } from './load-pack.ts'
import { type DemoFolder, type DemoInstance, type DemoPeople, readDemoFolder } from './read-demo-folder.ts'

export interface InstallOptions {
  store: AppStore
  engine: DataEngine
  workspace: Workspace
  fieldTypes: Registry<FieldType>
  /** Without them, views of the pack are taken as they are. */
  viewTypes?: Registry<ViewType>
  /** Without them, what commands do is taken as it is. */
  commandActions?: Registry<CommandActionType>
  /** Without it, nodes of processes are taken as they are. */
  processes?: ProcessKnowledge
  blockTypes?: Registry<BlockType>
  folder: string
  /** What is in the folder, where it was read already. */
  loaded?: LoadedPack | undefined
  /** User id of whoever installs it; null for the platform itself. */
  by?: string | null
  /** Without it no demo data is loaded. */
  demo?: DemoOptions
  clock?: Clock
}

export interface DemoOptions {
  /** Makes the people of the demo, or finds them when they are there already; answers with their ids by key. */
  createPeople(people: DemoPeople): Promise<Pick<DemoContext, 'people' | 'departments'>>
  progress?(done: { entity: string; records: number }): void
}

export interface InstalledPack {
  app: string
  revision: number
  /** Demo records loaded; 0 when they were there already. */
  records: number
  /** Processes that the demo has under way or behind it; playing them is up to who has the engine. */
  instances: DemoInstance[]
}

/** Installs a pack: publishes its documents unless the app is there already, then loads its demo data. Repeatable. */
export async function installPack(options: InstallOptions): Promise<InstalledPack> {
  const { store, folder, by = null } = options
  const { documents, issues, fitting } = options.loaded ?? (await loadPack(folder, options))
  const app = documents?.find((document) => document.kind === 'app')
  if (!documents || !app) {
    const errors = issues.filter(({ severity }) => severity === 'error')
    const first = errors[0]
    const place = first ? `${first.file ?? ''}${first.pointer}` : ''
    throw packErrors.PACK_INVALID({ folder, count: errors.length, place, message: first?.message.en ?? '', issues })
  }
  const [demo] = await Promise.all([
    // Read while the database makes the tables.
    options.demo ? prepareDemo(folder, options.demo) : null,
    store.get(app.key) ? null : store.installApp(documents, { by, note: `${app.key} ${app.version}`, fitting }),
  ])
  const { revision } = await store.current(app.key)
  const installed = demo ? await installDemo(options, app.key, demo) : { records: 0, instances: [] }
  return { app: app.key, revision, ...installed }
}

interface PreparedDemo extends Pick<DemoContext, 'people' | 'departments'>, Pick<DemoFolder, 'files' | 'instances'> {}

async function prepareDemo(folder: string, { createPeople }: DemoOptions): Promise<PreparedDemo | null> {
  const found = await readDemoFolder(folder)
  return found && { files: found.files, instances: found.instances, ...(await createPeople(found.people)) }
}

async function installDemo(
  options: InstallOptions,
  app: string,
  { files, instances, people, departments }: PreparedDemo,
): Promise<Pick<InstalledPack, 'records' | 'instances'>> {
  const { store, engine, workspace, clock = systemClock } = options
  const now = clock.now()
  const today = dayOfInstant(now.getTime(), workspace.timeZone)
  if (today === null) throw new Error('unreachable: clocks show years of four digits')
  const context: DemoContext = { now, today, midnight: startOfDay(today, workspace.timeZone), people, departments }
  const scope = { workspace, model: await store.current(app) }
  const records = await loadDemo({ engine, scope, context, files, progress: options.demo?.progress })
  return { records, instances: instances.map((one) => resolveDemoValue(one, context) as DemoInstance) }
}
