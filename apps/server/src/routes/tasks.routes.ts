import type { BatchInput, BatchItemResult, BatchResult, InboxCount, InboxEntry, InboxTask } from '@mortise/api'
import { AppError } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import {
  countInbox,
  type InboxBox,
  type InboxPlace,
  type InboxEntry as InboxRow,
  inboxBoxes,
  placeOf,
  readCopies,
  readInbox,
} from '@mortise/process/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { userOf } from '../plugins/authentication.ts'
import { decide } from '../process/decide.ts'
import { reasonsAt } from '../process/given-reasons.ts'
import { nodeLabel } from '../process/node-label.ts'
import { actOnInstance } from '../process/process-access.ts'
import type { Services } from '../services.ts'
import { readPagePlace } from './page-place.ts'
import { AppKey, Click, Id, NoQuery, Number32, strict } from './schemas.ts'

const Moment = Type.String({ format: 'date-time', maxLength: 40 })
const Inbox = Type.Object(
  {
    box: Type.Enum([...inboxBoxes]),
    app: Type.Optional(AppKey),
    process: Type.Optional(AppKey),
    text: Type.Optional(Type.String({ maxLength: 100 })),
    size: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
    since: Type.Optional(Moment),
    until: Type.Optional(Moment),
    overdue: Type.Optional(Type.Literal('true')),
    before: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
)
type Inbox = Type.Static<typeof Inbox> & { box: InboxBox }

const Read = Type.Object(
  { instances: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 100 })) },
  { ...strict, description: 'Default: all of them.' },
)

const Batch = Type.Object(
  {
    items: Type.Array(Type.Object({ instance: Id, visit: Number32, actor: Type.Optional(Number32) }, strict), {
      minItems: 1,
      maxItems: 100,
    }),
    act: Type.Object(
      {
        do: Type.Enum(['approve', 'reject']),
        comment: Type.Optional(Type.String({ maxLength: 10_000 })),
        reason: Type.Optional(Type.String({ maxLength: 200 })),
      },
      strict,
    ),
    key: Click,
  },
  strict,
)

const config = { auth: 'user' } as const
const most = 100

/** The to-dos of the person who is signed in, over all apps. */
export function taskRoutes(app: FastifyInstance, services: Services): void {
  const { workspace } = services

  app.get<{ Querystring: Inbox }>('/tasks', { config, schema: { querystring: Inbox } }, async (request) => {
    const { box, app: key, process: processKey, text, since, until, overdue, size, before } = request.query
    const wanted = Math.min(Number(size ?? 30), most)
    const rows = await readInbox(workspace, {
      ...{ user: userOf(request).principal.id, box, size: wanted + 1 },
      ...(key && { app: key }),
      ...(processKey && { process: processKey }),
      ...(text && { text }),
      ...(since && { since }),
      ...(until && { until }),
      ...(overdue && { overdue: true }),
      ...(before && { before: readPlace(before) }),
    })
    const page = rows.slice(0, wanted)
    const last = page.at(-1)
    const next = rows.length > wanted && last ? writePlace(placeOf(last)) : null
    return { entries: page.map((row) => entryOf(services, row)), next }
  })

  app.get(
    '/tasks/count',
    { config, schema: { querystring: NoQuery } },
    async (request): Promise<InboxCount> => await countInbox(workspace, userOf(request).principal.id),
  )

  app.post<{ Body: Type.Static<typeof Read> }>(
    '/tasks/copies/read',
    { config, schema: { querystring: NoQuery, body: Read } },
    async (request, reply) => {
      const { instances = null } = request.body
      const at = new Date().toISOString()
      await readCopies(workspace, { user: userOf(request).principal.id, instances, at })
      return reply.code(204).send()
    },
  )

  app.post<{ Body: BatchInput }>(
    '/tasks/batch',
    { config, schema: { querystring: NoQuery, body: Batch } },
    async (request): Promise<BatchResult> => {
      const { items, act, key } = request.body
      const results: BatchItemResult[] = []
      // One after the other: many at once would take the database from everybody else.
      for (const item of items) results.push(await decideOne(services, request, { item, act, key }))
      return { results }
    },
  )
}

interface OneOfBatch {
  item: BatchInput['items'][number]
  act: BatchInput['act']
  key: string
}

/** One that cannot be decided does not keep the others from it. */
async function decideOne(
  services: Services,
  request: FastifyRequest,
  { item: { instance, visit, actor }, act, key }: OneOfBatch,
): Promise<BatchItemResult> {
  const { principal } = userOf(request)
  try {
    const input = { act, key: `${key}:${instance}:${visit}`.slice(0, 100), ...(actor && { actor }) }
    const result = await actOnInstance(services, { request, id: instance }, (entered) =>
      decide(services, { entered, principal, visit, input }),
    )
    return { instance, visit, ok: true, result }
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error
    return { instance, visit, ok: false, code: error.code, message: error.messageIn(principal.language) }
  }
}

const writePlace = ({ at, instance, visit, actor }: InboxPlace) => [at, instance, visit, actor].join('~')

/** Where a page ended. */
function readPlace(before: string): InboxPlace {
  const { at, id, numbers } = readPagePlace(before)
  const [visit = 0, actor = 0] = numbers
  return { at, instance: id, visit, actor }
}

function entryOf(services: Services, { task, at: _at, ...row }: InboxRow): InboxEntry {
  const document = services.apps.get(row.app)?.processes.get(row.process)
  const plain = (key: string) => ({ zh: key, en: key })
  const labelOf = (node: string) => (document ? nodeLabel(services, document, node) : plain(node))
  return {
    ...row,
    standing: row.standing.map((one) => ({ ...one, nodeLabel: labelOf(one.node) })),
    processLabel: document?.label ?? plain(row.process),
    task: task && { ...task, nodeLabel: labelOf(task.node), reasons: batchReasons(document, task.node) },
  }
}

/** What a batch can be given: who decides one by one sees those of the version that it runs on. */
function batchReasons(document: ProcessDocument | undefined, node: string): InboxTask['reasons'] {
  const { approveReasons = [], reasons = [], reasonsOptional = false } = document ? reasonsAt(document, node) : {}
  return { approve: approveReasons, reject: reasons, optional: reasonsOptional }
}
