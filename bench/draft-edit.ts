/**
 * What it costs to change one property in the designer: one document of the CRM in its draft, while others are changed
 * already, with the findings of the whole app in the answer; on PostgreSQL and on the embedded database.
 * Usage: node bench/draft-edit.ts [--edits 200]
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createAppStore } from '../packages/data/src/publish/create-app-store.ts'
import { createWorkspace } from '../packages/data/src/schema/create-workspace.ts'
import { migrate } from '../packages/data/src/schema/migrate.ts'
import { type TestDatabase, testDatabases } from '../packages/data/src/testing/test-databases.ts'
import { loadBlockTypes, loadFieldStorages, loadFieldTypes, loadViewTypes } from '../packages/kinds/src/load.server.ts'
import type { EntityDocument } from '../packages/metadata/src/documents/entity.ts'
import { loadPack } from '../packages/packs/src/load-pack.ts'

const { values: options } = parseArgs({ options: { edits: { type: 'string', default: '200' } } })
const edits = Number(options.edits)
const by = { by: '01900000-0000-7000-8000-00000000000a' }
const [fieldTypes, storages, viewTypes, blockTypes] = await Promise.all([
  loadFieldTypes(),
  loadFieldStorages(),
  loadViewTypes(),
  loadBlockTypes(),
])
const pack = await loadPack(fileURLToPath(new URL('../templates/crm', import.meta.url)), { fieldTypes })
if (!pack.documents) throw new Error('the CRM is not valid')
for (const database of testDatabases) await measure(database, pack.documents)

async function measure(
  { name, skip, open }: TestDatabase,
  documents: Parameters<typeof loadDocuments>[1],
): Promise<void> {
  if (skip) return console.info(name.padEnd(9), skip)
  const database = await open()
  await migrate(database)
  const workspace = await createWorkspace(database, { key: 'main' })
  const store = createAppStore({ workspace, fieldTypes, storages, viewTypes, blockTypes })
  await loadDocuments(store, documents)
  const { documents: drafted, versions } = await store.draft('crm')
  const tables = drafted.filter((document) => document.kind === 'entity')
  const bases = new Map(Object.entries(versions))
  const times: number[] = []
  const cpu = process.cpuUsage()
  for (let round = 0; round < edits; round++) {
    const table = tables[round % tables.length] as EntityDocument
    const label = { ...table.label, zh: `表 ${round}` }
    const id = `entity/${table.key}` as const
    const started = performance.now()
    const answer = await store.changeDraft(
      'crm',
      [{ id, base: bases.get(id) ?? null, document: { ...table, label } }],
      by,
    )
    times.push(performance.now() - started)
    bases.set(id, answer.versions[id] ?? '')
  }
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => `${(sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1)} ms`
  const { user, system } = process.cpuUsage(cpu)
  const each = `${((user + system) / 1000 / edits).toFixed(1)} ms`
  console.info(
    name.padEnd(9),
    'first',
    `${times[0]?.toFixed(1)} ms`,
    'median',
    at(0.5),
    '95 of 100',
    at(0.95),
    'processor',
    each,
  )
  await store.stop()
  await database.close()
}

function loadDocuments(store: ReturnType<typeof createAppStore>, documents: Parameters<typeof store.installApp>[0]) {
  return store.installApp(documents, { by: null })
}
