import { Readable } from 'node:stream'
import type { ReadAnswer } from '@mortise/api'
import { AppError } from '@mortise/core'
import { AggregateQuery, Query } from '@mortise/data'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpErrors } from '../errors.ts'
import { withFilter } from '../filter-reference.ts'
import { errorBody } from '../plugins/error-handler.ts'
import type { Services } from '../services.ts'
import { callOf } from './record-call.ts'
import { AppKey, AppParams, NoQuery, strict } from './schemas.ts'

/** A page asks for so much at once, and never more. */
const mostReads = 60
/** So many are read beside each other: a page must not take every connection there is. */
const beside = 4

const Reads = Type.Object(
  {
    reads: Type.Array(
      Type.Object(
        { entity: AppKey, query: Type.Optional(Query), aggregate: Type.Optional(AggregateQuery) },
        { ...strict, minProperties: 2, maxProperties: 2 },
      ),
      { minItems: 1, maxItems: mostReads },
    ),
  },
  strict,
)
type Reads = Type.Static<typeof Reads>

const readsSchema = withFilter(Reads)

/** Several reads in one call, each with the rights and the errors of its own; answered in the order in which they are done. */
export function readsRoutes(app: FastifyInstance, services: Services): void {
  app.post<{ Params: Type.Static<typeof AppParams>; Body: Reads }>(
    '/apps/:app/reads',
    {
      config: { auth: 'user', token: 'read' },
      schema: { params: AppParams, querystring: NoQuery, body: readsSchema },
    },
    (request, reply) => {
      const { access, scope } = callOf(services, request)
      const { engine } = services
      const read = async ({ entity, query, aggregate }: Reads['reads'][number]) =>
        query
          ? { page: await engine.query(access, scope, entity, query) }
          : { rows: await engine.aggregate(access, scope, entity, aggregate as AggregateQuery) }
      const answers = asTheyCome(request.body.reads, async (one, at): Promise<ReadAnswer> => {
        try {
          return { at, ...(await read(one)) }
        } catch (error) {
          const known = asAppError(error, request)
          return { at, status: known.status, error: errorBody(known, request) }
        }
      })
      return reply.type('application/x-ndjson; charset=utf-8').send(Readable.from(lines(answers)))
    },
  )
}

/** One that fails for a reason of ours fails alone; what it was is in the log. */
function asAppError(error: unknown, request: FastifyRequest): AppError {
  if (error instanceof AppError) return error
  request.log.error({ err: error }, 'a read failed')
  return httpErrors.INTERNAL_ERROR()
}

async function* lines(answers: AsyncIterable<ReadAnswer>): AsyncGenerator<string> {
  for await (const answer of answers) yield `${JSON.stringify(answer)}\n`
}

/** The results of a few jobs at a time, the quickest first. */
async function* asTheyCome<Job, Result>(
  jobs: readonly Job[],
  run: (job: Job, at: number) => Promise<Result>,
): AsyncGenerator<Result> {
  const running = new Map<number, Promise<{ at: number; result: Result }>>()
  const waiting = [...jobs.entries()]
  const startNext = () => {
    const next = waiting.shift()
    if (!next) return
    const [at, job] = next
    running.set(
      at,
      run(job, at).then((result) => ({ at, result })),
    )
  }
  for (let count = 0; count < beside; count++) startNext()
  while (running.size > 0) {
    const { at, result } = await Promise.race(running.values())
    running.delete(at)
    startNext()
    yield result
  }
}
