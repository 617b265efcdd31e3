import {
  type ComputedDifference,
  createAppStore,
  createDataEngine,
  type Database,
  openDatabase,
  openWorkspace,
} from '@mortise/data/server'
import { loadFieldStorages, loadFieldTypes } from '@mortise/kinds/server'
import { type Environment, prepareDataDir, readConfig } from '../config.ts'
import { describeFault } from './progress.ts'

/**
 * Compares what is stored of computed fields with what they should be, changes nothing, and answers with the code to
 * exit with: 0 when all is right, 1 when something is not.
 */
export async function doctor(
  env: Environment,
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<number> {
  const { config, faults } = readConfig(env)
  try {
    if (faults.length > 0) throw faults[0]
    prepareDataDir(config)
    const database = await openDatabase(
      config.databaseUrl ? { url: config.databaseUrl } : { directory: config.dataDir },
    )
    return await examine(database, write).finally(() => database.close())
  } catch (error) {
    write(describeFault(error))
    return 1
  }
}

/** Looks through all apps of the workspace. */
export async function examine(database: Database, write: (text: string) => void): Promise<number> {
  const workspace = await openWorkspace(database, 'main')
  const [fieldTypes, storages] = await Promise.all([loadFieldTypes(), loadFieldStorages()])
  const nobody = { person: () => null, hasDepartment: () => false, membersOf: () => [], departmentsBelow: () => [] }
  const engine = createDataEngine({ storages, directory: nobody })
  const apps = createAppStore({ workspace, fieldTypes, storages })
  await apps.refresh()
  let wrong = 0
  for (const model of apps.list()) {
    const scope = { workspace, model }
    const found = await engine.compareComputed(scope)
    for (const one of found) write(lineOf(model.key, one))
    const broken = [...model.entities.values()].flatMap(({ ownFields }) =>
      ownFields.filter(({ computed }) => computed && !computed.checked),
    )
    for (const { entity, key } of broken)
      write(`  ✗ ${model.key}/${entity}.${key}: 公式无效 / the formula is not valid\n`)
    wrong += broken.length + found.reduce((sum, { different }) => sum + different, 0)
    for (const [entity, fields] of Object.entries(await engine.staleFields(scope))) {
      write(`  ${model.key}/${entity}: ${fields.join(', ')} 正在更新 / being brought up to date\n`)
    }
  }
  write(wrong === 0 ? '  一切正常 / all is well\n' : `  ${wrong} 个值不一致 / ${wrong} values differ\n`)
  return wrong === 0 ? 0 : 1
}

function lineOf(app: string, { entity, field, records, different }: ComputedDifference): string {
  const mark = different === 0 ? '✓' : '✗'
  return `  ${mark} ${app}/${entity}.${field}: ${records} 条，不一致 ${different} / ${records} records, ${different} different\n`
}
