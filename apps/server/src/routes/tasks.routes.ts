import type { InboxCount, InboxEntry } from '@mortise/api'
import { isUuid } from '@mortise/core'
import { countInbox, type InboxBox, type InboxEntry as InboxRow, inboxBoxes, readInbox } from '@mortise/process/server'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { httpErrors } from '../errors.ts'
import { userOf } from '../plugins/authentication.ts'
import { nodeLabel } from '../process/instance-view.ts'
import type { Services } from '../services.ts'
import { AppKey, NoQuery, strict } from './schemas.ts'

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
    const next = rows.length > wanted && last ? `${last.at}~${last.instance}` : null
    return { entries: page.map((row) => entryOf(services, row)), next }
  })

  app.get(
    '/tasks/count',
    { config, schema: { querystring: NoQuery } },
    async (request): Promise<InboxCount> => await countInbox(workspace, userOf(request).principal.id),
  )
}

/** Where a page ended: a moment and an instance. */
function readPlace(before: string): { at: string; id: string } {
  const [at = '', id = ''] = before.split('~')
  if (Number.isNaN(Date.parse(at)) || !isUuid(id))
    throw httpErrors.REQUEST_INVALID({ reason: 'before is not a place in this list', path: '/before' })
  return { at, id }
}

function entryOf({ apps }: Services, { task, at: _at, ...row }: InboxRow): InboxEntry {
  const document = apps.get(row.app)?.processes.get(row.process)
  const plain = (key: string) => ({ zh: key, en: key })
  const labelOf = (node: string) => (document ? nodeLabel(document, node) : plain(node))
  return {
    ...row,
    standing: row.standing.map((one) => ({ ...one, nodeLabel: labelOf(one.node) })),
    processLabel: document?.label ?? plain(row.process),
    task: task && { ...task, nodeLabel: labelOf(task.node) },
  }
}
