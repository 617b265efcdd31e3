import type { LocalizedText } from '@mortise/core'
import type { AppDocumentAny } from '@mortise/metadata'
import type { Step, StepKind } from '../schema/step.ts'
import type { StepState } from '../schema/step-journal.ts'
import { tableName } from '../schema/table-layout.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import type { PublishState } from './publish-store.ts'
import { readRevisionOf } from './revision-store.ts'

/** How far the latest publish of an app is. */
export interface PublishProgress {
  id: string
  state: PublishState
  /** The revision that it makes. */
  revision: number
  byId: string | null
  startedAt: string
  finishedAt: string | null
  /** Steps that are done, of how many. */
  done: number
  steps: number
  /** What is being done, in words and as statements; null when nothing is. */
  current: { text: LocalizedText; statements: string[] } | null
  /** What it waits for, or what it failed with: a code of docs/errors.md with its details. */
  problem: { code?: string; message?: string; params?: Record<string, unknown> } | null
}

/** Reads how far the latest publish of an app is; null when there was none in this installation. */
export async function readPublishProgress(context: PublishContext, app: string): Promise<PublishProgress | null> {
  const { database, key } = context.workspace
  if ((await readRevisionOf(database, context.workspace, app)) === null) throw publishErrors.APP_NOT_FOUND({ app })
  const { rows } = await database.run<Omit<PublishProgress, 'done' | 'steps' | 'current'>>({
    text: `select id, state, base_revision + 1 as revision, by_id as "byId", started_at as "startedAt",
        finished_at as "finishedAt", problem
      from mortise.publish where workspace = $1 and app = $2 order by started_at desc, id desc limit 1`,
    values: [key, app],
  })
  const [publish] = rows
  if (!publish) return null
  const { rows: steps } = await database.run<{ step: Step; state: StepState }>({
    text: 'select step, state from mortise.publish_step where publish_id = $1 order by position',
    values: [publish.id],
  })
  const isDone = (state: StepState) => state === 'done' || state === 'present'
  const next = steps.find(({ state }) => !isDone(state))
  const busy = publish.state === 'running' || publish.state === 'pending'
  return {
    ...publish,
    done: steps.filter(({ state }) => isDone(state)).length,
    steps: steps.length,
    current: busy && next ? await inWords(context, publish.id, app, next.step) : null,
  }
}

async function inWords(context: PublishContext, id: string, app: string, step: Step) {
  const { database } = context.workspace
  const { rows } = await database.run<{ documents: AppDocumentAny[] }>({
    text: 'select documents from mortise.publish where id = $1',
    values: [id],
  })
  const tables = (rows[0]?.documents ?? []).filter((document) => document.kind === 'entity')
  const own = tables.find((document) => tableName(app, document.key) === step.table)
  const label = own?.label ?? { zh: step.table, en: step.table }
  const { zh, en } = stepNames[step.kind]
  return { text: { zh: `「${label.zh}」：${zh}`, en: `${label.en}: ${en}` }, statements: step.statements }
}

const stepNames: Readonly<Record<StepKind, LocalizedText>> = {
  create_table: { zh: '新建数据表', en: 'making the table' },
  add_columns: { zh: '新增字段', en: 'adding fields' },
  widen_column: { zh: '放宽字段的类型', en: 'widening a field' },
  add_foreign_key: { zh: '建立关联', en: 'making relations' },
  validate_foreign_key: { zh: '检查已有记录的关联', en: 'checking relations of the records there are' },
  create_index: { zh: '建立索引', en: 'building an index' },
  drop_index: { zh: '删除不再需要的索引', en: 'taking away an index that is not needed' },
  convert_column: { zh: '转换已有的值', en: 'converting the values there are' },
  comment: { zh: '更新说明', en: 'writing down names' },
}
