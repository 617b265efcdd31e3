import type { ReadAnswer, ReadsInput } from '@mortise/api'
import type { AggregateRow, RecordPage } from '@mortise/data'
import { api } from './api-client.ts'
import { errorFromAnswer, networkError } from './api-error.ts'
import type { records } from './records.ts'

interface Waiting {
  read: ReadsInput['reads'][number]
  signal: AbortSignal | undefined
  settle(answer: ReadAnswer): void
  fail(error: unknown): void
}

/** As many as the server takes at once. */
const most = 60

/**
 * Reads that are asked for at the same moment, as all blocks of a page are, travel in one call. Each gets its answer
 * as soon as it is there, and its own error.
 */
export function batchReads(alone: Pick<typeof records, 'query' | 'aggregate'>): typeof alone {
  const waiting = new Map<string, Waiting[]>()
  function ask(app: string, read: Waiting['read'], signal: AbortSignal | undefined): Promise<ReadAnswer> {
    return new Promise((settle, fail) => {
      const others = waiting.get(app)
      const one = { read, signal, settle, fail }
      if (others) others.push(one)
      else {
        waiting.set(app, [one])
        setTimeout(() => {
          const all = waiting.get(app) ?? []
          waiting.delete(app)
          for (let start = 0; start < all.length; start += most) void send(app, all.slice(start, start + most), alone)
        })
      }
    })
  }
  return {
    query: async (app, entity, query, signal) =>
      (answerOf(await ask(app, { entity, query }, signal)) as { page: RecordPage }).page,
    aggregate: async (app, entity, aggregate, signal) =>
      (answerOf(await ask(app, { entity, aggregate }, signal)) as { rows: AggregateRow[] }).rows,
  }
}

function answerOf(answer: ReadAnswer): ReadAnswer {
  if ('error' in answer) throw errorFromAnswer(answer.status, answer.error)
  return answer
}

async function send(app: string, all: readonly Waiting[], alone: Pick<typeof records, 'query' | 'aggregate'>) {
  const asked = all.filter(({ signal }) => !signal?.aborted)
  for (const { signal, fail } of all) if (signal?.aborted) fail(signal.reason)
  const [only] = asked
  if (!only) return
  const left = new Set(asked)
  try {
    if (asked.length === 1) {
      await sendAlone(app, only, alone)
      return
    }
    const together = togetherAborted(asked)
    const body: ReadsInput = { reads: asked.map(({ read }) => read) }
    for await (const answer of api.lines<ReadAnswer>(`/apps/${app}/reads`, body, together)) {
      const one = asked[answer.at]
      if (!one) continue
      left.delete(one)
      one.settle(answer)
    }
    for (const { fail } of left) fail(networkError())
  } catch (error) {
    for (const { fail } of left) fail(error)
  }
}

async function sendAlone(
  app: string,
  { read, signal, settle }: Waiting,
  alone: Pick<typeof records, 'query' | 'aggregate'>,
) {
  if ('query' in read) settle({ at: 0, page: await alone.query(app, read.entity, read.query, signal) })
  else settle({ at: 0, rows: await alone.aggregate(app, read.entity, read.aggregate, signal) })
}

/** The call is given up when nobody waits for any of it. */
function togetherAborted(asked: readonly Waiting[]): AbortSignal {
  const controller = new AbortController()
  let open = asked.length
  for (const { signal, fail } of asked) {
    signal?.addEventListener('abort', () => {
      fail(signal.reason)
      if (--open === 0) controller.abort()
    })
  }
  return controller.signal
}
