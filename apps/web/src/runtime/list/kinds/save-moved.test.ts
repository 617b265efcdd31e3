import type { EntityModel } from '@mortise/metadata'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type MissingQuestion, saveMoved } from './save-moved.ts'

/** A server of canned answers: what is tested is what is asked of it, and what becomes of the answers. */
function serve(...answers: [status: number, body: object][]) {
  const asked: { method: string; body: { values?: object; version?: number } }[] = []
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET'
    if (method === 'GET') return new Response(JSON.stringify({ id: 'r', loss_reason: null }), json)
    asked.push({ method, body: JSON.parse(String(init.body)) })
    const [status, body] = answers.shift() ?? [500, {}]
    return new Response(JSON.stringify(body), { ...json, status })
  })
  return asked
}
const json = { headers: { 'content-type': 'application/json' } }
afterEach(() => vi.unstubAllGlobals())

const field = (key: string) => ({ key, kind: {}, document: {} })
const entity = {
  key: 'deal',
  fields: new Map(['stage', 'loss_reason', 'amount'].map((key) => [key, field(key)])),
} as unknown as EntityModel
const record = { id: 'r', version: 3, stage: 'new' }
const missing = (path: string) => ({ path, code: 'FIELD_REQUIRED', message: 'Please fill in this field.', params: {} })
const refusal = (...paths: string[]) =>
  [
    400,
    {
      code: 'RECORD_INVALID',
      message: 'Not right',
      params: {},
      path: null,
      problems: paths.map(missing),
      requestId: 'x',
    },
  ] as [number, object]

function move(answer: (question: MissingQuestion) => void) {
  const questions: MissingQuestion[] = []
  const saved = saveMoved({
    ...{ app: 'crm', entity, record, values: { stage: 'lost' }, select: ['id', 'stage'] },
    ask(question) {
      if (!question) return
      questions.push(question)
      answer(question)
    },
  })
  return { saved, questions }
}

describe('a record that is put elsewhere', () => {
  it('is saved with the version that was seen', async () => {
    const asked = serve([200, { id: 'r', version: 4, stage: 'lost' }])
    const { saved, questions } = move(() => {})
    expect(await saved).toMatchObject({ stage: 'lost', version: 4 })
    expect(asked[0]?.body).toMatchObject({ values: { stage: 'lost' }, version: 3 })
    expect(questions).toEqual([])
  })

  it('asks for what the server misses, and saves both together', async () => {
    const asked = serve(refusal('loss_reason'), [200, { id: 'r', version: 4, stage: 'lost' }])
    const { saved, questions } = move(({ answer }) => answer({ loss_reason: 'price' }))
    expect(await saved).not.toBeNull()
    expect(questions[0]?.problems.map(({ path }) => path)).toEqual(['loss_reason'])
    expect(asked[1]?.body.values).toEqual({ stage: 'lost', loss_reason: 'price' })
  })

  it('asks again as long as something is missing', async () => {
    const asked = serve(refusal('loss_reason'), refusal('amount'), [200, { id: 'r', version: 4 }])
    const { saved } = move(({ problems, answer }) => answer({ [problems[0]?.path ?? '']: 1 }))
    expect(await saved).not.toBeNull()
    expect(asked[2]?.body.values).toEqual({ stage: 'lost', loss_reason: 1, amount: 1 })
  })

  it('stays where it was when the user gives up, when it is refused, and when nothing could be asked', async () => {
    serve(refusal('loss_reason'))
    expect(await move(({ answer }) => answer(null)).saved).toBeNull()
    serve([403, { code: 'RECORD_FORBIDDEN', message: 'No', params: {}, path: null, requestId: 'x' }])
    expect(await move(() => {}).saved).toBeNull()
    serve(refusal('lines/0/qty'))
    const { saved, questions } = move(() => {})
    expect(await saved).toBeNull()
    expect(questions).toEqual([])
  })

  it('goes on over changes of other fields, and stops at a change of the same', async () => {
    const changed = (current: object) =>
      [409, { code: 'RECORD_CHANGED', message: 'Changed', params: {}, path: null, current, requestId: 'x' }] as [
        number,
        object,
      ]
    const asked = serve(changed({ id: 'r', version: 7, stage: 'new' }), [200, { id: 'r', version: 8, stage: 'lost' }])
    expect(await move(() => {}).saved).not.toBeNull()
    expect(asked[1]?.body.version).toBe(7)
    serve(changed({ id: 'r', version: 7, stage: 'won' }))
    expect(await move(() => {}).saved).toBeNull()
  })
})
