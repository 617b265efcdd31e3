import { uuidv7 } from '@mortise/core'
import { asSystem } from '@mortise/data'
import {
  type AppScope,
  createDataEngine,
  createWorkspace,
  type Database,
  type DataEngine,
  installParts,
  installTables,
  migrate,
  type Workspace,
} from '@mortise/data/server'
import { loadFieldStorages, loadFieldTypes } from '@mortise/kinds/server'
import { type AppDocumentAny, compileApp } from '@mortise/metadata'
import type { Organisation } from '../approvers/organisation.ts'
import type { NodeQuestion } from '../contract/process-node.ts'
import type { ProcessGraph } from '../graph/process-graph.ts'
import type { ProcessProgram, ProcessServices } from '../server/process-program.ts'
import type { Answer } from '../step/step-result.ts'
import { moveTables } from '../store/move-store.ts'
import { processTables } from '../store/process-tables.ts'

const words = (text: string) => ({ zh: text, en: text })

const documents: AppDocumentAny[] = [
  { kind: 'app', key: 'shop', label: words('shop'), version: '1.0.0' },
  {
    kind: 'entity',
    key: 'quote',
    label: words('quote'),
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: words('name'), required: true },
      { key: 'amount', type: 'decimal', label: words('amount') },
      { key: 'status', type: 'text', label: words('status'), unique: true },
    ],
  },
]

/** Answers of nodes by their key; `null` leaves the plain answer. */
export type NodeAnswers = {
  [node: string]: (question: NodeQuestion<unknown> & { world: ProcessWorld }) => Promise<Answer> | Answer
}

/** A workspace with one table and one process, on a real database, for tests of the engine's server half. */
export interface ProcessWorld {
  database: Database
  workspace: Workspace
  scope: AppScope
  data: DataEngine
  services: ProcessServices
  graph: ProcessGraph
  /** A quote of that name; the answer is its id. */
  quote(name: string, amount?: string): Promise<string>
  rows<Row = { [column: string]: unknown }>(text: string, values?: unknown[]): Promise<Row[]>
  /** What was asked of the outside, in order. */
  told: string[]
}

/** An organisation in which nobody is known. */
const nobody: Organisation = {
  person: () => null,
  department: () => null,
  holdersOf: () => [],
  agentsOf: () => [],
  administrators: () => [],
}

/** Users of tests: the same name is the same id everywhere. */
export function userId(name: string): string {
  const hex = Buffer.from(name).toString('hex').padEnd(12, '0').slice(0, 12)
  return `00000000-0000-7000-8000-${hex}`
}

export async function openProcessWorld(
  database: Database,
  { graph, answers, calls = {} }: { graph: ProcessGraph; answers: NodeAnswers; calls?: { [node: string]: string } },
): Promise<ProcessWorld> {
  await migrate(database)
  const { key, schema } = await createWorkspace(database, { key: 'main', timeZone: 'Asia/Shanghai' })
  const workspace: Workspace = { key, schema, database, timeZone: 'Asia/Shanghai' }
  const [fieldTypes, storages] = await Promise.all([loadFieldTypes(), loadFieldStorages()])
  const model = compileApp(documents, { fieldTypes, revision: 1 })
  await installTables(workspace, { before: null, after: model, storages })
  await installParts(workspace, [processTables, moveTables])
  const data = createDataEngine({
    storages,
    directory: { person: () => null, hasDepartment: () => false, membersOf: () => [], departmentsBelow: (id) => [id] },
  })
  const scope: AppScope = { workspace, model }
  const told: string[] = []
  const world: ProcessWorld = {
    ...{ database, workspace, scope, data, graph, told },
    services: servicesOver(data, { scope, told, program: () => programOf(world, { answers, calls }) }),
    async quote(name, amount = '100') {
      const made = await data.create(asSystem('test'), scope, 'quote', { name, amount })
      return String(made.id)
    },
    async rows<Row>(text: string, values: unknown[] = []) {
      return (await database.run<Row>({ text: text.replaceAll('$schema', schema), values })).rows
    },
  }
  return world
}

function programOf(
  world: ProcessWorld,
  { answers, calls }: { answers: NodeAnswers; calls: { [node: string]: string } },
): ProcessProgram {
  const { graph } = world
  return {
    ...{ app: 'shop', key: 'approval', hash: uuidv7(0), document: { graph: JSON.parse(JSON.stringify(graph)) } },
    ...{ entity: 'quote', graph, several: true },
    titleOf: (record) => String(record?.name ?? 'untitled'),
    calls: (node) => calls[node] ?? null,
    async answer(question) {
      const given = answers[question.node.key]
      if (!given) throw new Error(`no answer for ${question.node.key}`)
      return await given({ ...question, world })
    },
  }
}

interface Serving {
  scope: AppScope
  told: string[]
  program: () => ProcessProgram
}

function servicesOver(data: DataEngine, { scope, told, program }: Serving): ProcessServices {
  const hash = 'one'
  return {
    together: ({ scope: of }, run) => data.together(of, (joined) => run({ ...joined, organisation: nobody })),
    programs: {
      inForce: (_app, key) => ({ ...program(), key, hash }),
      ofVersion: () => ({ ...program(), hash }),
      trial: () => ({ ...program(), hash }),
      scopeOf: () => scope,
    },
    outside: {
      async run({ node, key }) {
        told.push(`run ${node} ${key.split(':').slice(1).join(':')}`)
        return { output: { ok: true } }
      },
      async tell({ what, deadline }) {
        told.push(`${what} ${deadline}`)
      },
    },
  }
}
