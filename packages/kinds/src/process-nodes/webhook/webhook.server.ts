import type { RecordInput } from '@mortise/data'
import { fillPlaceholders } from '@mortise/metadata'
import { onlyId, recordOf } from '../../process-parts/node-records.server.ts'
import { jsonValues, shownValues } from '../../process-parts/shown-values.server.ts'
import { defineOutsideNode, type Question } from '../../process-services.ts'
import webhook, { readAnswer, type WebhookOptions } from './webhook.ts'

export default defineOutsideNode(webhook, async (question, outside) => {
  const {
    method = 'POST',
    url,
    headers = [],
    placeholders,
    sign,
    answers = [],
  } = question.node.options as WebhookOptions
  const shown = await shownValues(question, placeholders)
  const fill = (text: string, written: (value: string) => string) =>
    fillPlaceholders(text, (key) => (shown.zh[key] === undefined ? null : written(shown.zh[key])))
  const body = method === 'GET' || method === 'DELETE' ? null : await jsonValues(question, placeholders)
  const answer = await outside.call({
    ...{ method, url: fill(url, encodeURIComponent), sign: sign ?? null },
    headers: headers.map((line) => {
      const [name = '', ...value] = line.split(': ')
      return { name, value: fill(value.join(': '), (text) => text) }
    }),
    body:
      body === null
        ? null
        : { ...(question.instance.recordId === null ? {} : { record: question.instance.recordId }), ...body },
  })
  const awaited = await outside.isAwaited()
  if (awaited && answers.length > 0) await writeAnswers(question, answers, answer.body)
  // What comes too late is kept in words: nobody reads it from the record.
  return { status: answer.status, ...(awaited ? {} : { body: shortened(answer.body) }) }
})

const mostKept = 2000
const shortened = (body: unknown) => (typeof body === 'string' ? body : (JSON.stringify(body) ?? '')).slice(0, mostKept)

/** Fields of the record get what the answer says at their paths; what it does not say leaves them blank. */
async function writeAnswers(question: Question, answers: readonly string[], body: unknown): Promise<void> {
  const { engine, scope, access } = question.services
  const record = recordOf(question)
  const input = Object.fromEntries(answers.map(readAnswer).map(({ field, path }) => [field, valueAt(body, path)]))
  const { version } = await engine.get(access, scope, record.entity, record.id, ['id', 'version'])
  const target = { id: record.id, version: Number(version) }
  await engine.update(access, scope, record.entity, target, input as RecordInput, onlyId)
}

function valueAt(body: unknown, path: string): unknown {
  let at: unknown = body
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return null
    at = (at as { [step: string]: unknown })[step]
  }
  return typeof at === 'object' && at !== null ? JSON.stringify(at) : at
}
