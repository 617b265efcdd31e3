import { type Clock, type Registry, systemClock } from '@mortise/core'
import type { AppStore, DataEngine, Workspace } from '@mortise/data/server'
import { dayOfInstant, startOfDay } from '@mortise/expressions'
import type { BlockType, CommandActionType, FieldType, ProcessKnowledge, ViewType } from '@mortise/metadata'
import type { DemoContext } from './demo-values.ts'
import { packErrors } from './errors.ts'
import { loadDemo } from './load-demo.ts'
import { type LoadedPack, loadPack } from './load-pack.ts'
import { type DemoFolder, type DemoPeople, readDemoFolder } from './read-demo-folder.ts'

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
  const records = demo ? await installDemo(options, app.key, demo) : 0
  return { app: app.key, revision, records }
}

interface PreparedDemo extends Pick<DemoContext, 'people' | 'departments'> {
  files: DemoFolder['files']
}

async function prepareDemo(folder: string, { createPeople }: DemoOptions): Promise<PreparedDemo | null> {
  const found = await readDemoFolder(folder)
  return found && { files: found.files, ...(await createPeople(found.people)) }
}

async function installDemo(
  options: InstallOptions,
  app: string,
  { files, people, departments }: PreparedDemo,
): Promise<number> {
  const { store, engine, workspace, clock = systemClock } = options
  const now = clock.now()
  const today = dayOfInstant(now.getTime(), workspace.timeZone)
  if (today === null) throw new Error('unreachable: clocks show years of four digits')
  const context: DemoContext = { now, today, midnight: startOfDay(today, workspace.timeZone), people, departments }
  const scope = { workspace, model: await store.current(app) }
  return await loadDemo({ engine, scope, context, files, progress: options.demo?.progress })
}
