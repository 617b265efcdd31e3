import {
  type Notification,
  type NotificationPage,
  type NotificationSetting,
  type NotificationSettings,
  type NotificationsReadInput,
  notificationKinds,
} from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { notificationErrors } from '../errors.ts'
import {
  countUnread,
  markRead,
  type NotificationRow,
  readNotification,
  readNotifications,
  readSettings,
  writeSettings,
} from '../notifications/notification-store.ts'
import { notificationText, writtenComment } from '../notifications/notification-texts.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { readPagePlace } from './page-place.ts'
import { Id, IdParams, NoQuery, strict } from './schemas.ts'

const List = Type.Object(
  {
    unread: Type.Optional(Type.Enum(['1'])),
    size: Type.Optional(Type.String({ pattern: '^[1-9][0-9]?$' })),
    before: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
)
const Read = Type.Object({ ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 100 })) }, strict)
const Settings = Type.Object(
  {
    settings: Type.Array(
      Type.Object({ kind: Type.Enum([...notificationKinds]), app: Type.Boolean(), mail: Type.Boolean() }, strict),
      { minItems: 1, maxItems: notificationKinds.length },
    ),
  },
  strict,
)

const config = { auth: 'user' } as const
const usualSize = 20

/** What the person who is signed in was told, and how they want to be told. */
export function notificationRoutes(app: FastifyInstance, services: Services): void {
  const { workspace, notifications, mail } = services
  const idOf = (request: Parameters<typeof userOf>[0]) => userOf(request).principal.id

  app.get<{ Querystring: Type.Static<typeof List> }>(
    '/notifications',
    { config, schema: { querystring: List } },
    async (request): Promise<NotificationPage> => {
      const { unread, size, before } = request.query
      const user = idOf(request)
      const wanted = Number(size ?? usualSize)
      const [rows, count] = await Promise.all([
        readNotifications(workspace, {
          ...{ user, unread: unread !== undefined, size: wanted + 1 },
          ...(before && { before: readPagePlace(before) }),
        }),
        countUnread(workspace, user),
      ])
      const page = rows.slice(0, wanted)
      const last = page.at(-1)
      return {
        notifications: await Promise.all(page.map((row) => shownOf(services, row))),
        next: rows.length > wanted && last ? `${last.at}~${last.id}` : null,
        unread: count,
      }
    },
  )

  app.get('/notifications/count', { config, schema: { querystring: NoQuery } }, async (request) => ({
    unread: await countUnread(workspace, idOf(request)),
  }))

  app.get<{ Params: IdParams }>(
    '/notifications/:id',
    { config, schema: { params: IdParams, querystring: NoQuery } },
    async (request) => {
      const row = await readNotification(workspace, { user: idOf(request), id: request.params.id })
      if (!row) throw notificationErrors.NOTIFICATION_NOT_FOUND()
      return await shownOf(services, row)
    },
  )

  app.post<{ Body: NotificationsReadInput }>(
    '/notifications/read',
    { config, schema: { querystring: NoQuery, body: Read } },
    async (request) => {
      const user = idOf(request)
      await markRead(workspace, { user, ids: request.body.ids ?? null, at: new Date().toISOString() })
      notifications.changed([user])
      return { unread: await countUnread(workspace, user) }
    },
  )

  app.get(
    '/notifications/settings',
    { config, schema: { querystring: NoQuery } },
    async (request): Promise<NotificationSettings> => ({
      settings: await readSettings(workspace, idOf(request)),
      mail: mail !== null,
    }),
  )

  app.put<{ Body: { settings: NotificationSetting[] } }>(
    '/notifications/settings',
    { config, schema: { querystring: NoQuery, body: Settings } },
    async (request): Promise<NotificationSettings> => {
      const user = idOf(request)
      await writeSettings(workspace, user, request.body.settings)
      return { settings: await readSettings(workspace, user), mail: mail !== null }
    },
  )
}

async function shownOf({ apps, people, nodeTypes }: Services, row: NotificationRow): Promise<Notification> {
  const who = row.by_user === null ? null : ((await people.person(row.by_user))?.name ?? null)
  return {
    ...{ id: row.id, kind: row.kind, title: row.title, comment: writtenComment(row), by: row.by_user },
    text: notificationText(row, { model: apps.get(row.app), who, nodeTypes }),
    ...{ at: row.at, readAt: row.read_at, app: row.app, instance: row.instance_id },
    ...{ entity: row.entity, recordId: row.record_id },
  }
}
