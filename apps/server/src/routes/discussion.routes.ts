import type { CommentChangeInput, CommentInput, CopyInput, InstanceComment, UrgeInput } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import { actorsOf, processErrors } from '@mortise/process'
import { changeComment, readComment, removeComment } from '@mortise/process/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contentErrors } from '../errors.ts'
import { findFile } from '../files/file-catalogue.ts'
import { contentDisposition } from '../files/file-name.ts'
import { inlineImageTypes } from '../files/sniff-type.ts'
import { userOf } from '../plugins/authentication.ts'
import { refuseUnknown } from '../process/decide.ts'
import { changeableSince, commentsOf, say, tellMentioned } from '../process/discuss.ts'
import { instanceFiles } from '../process/instance-file-store.ts'
import { hasPart } from '../process/instance-view.ts'
import { type OpenedInstance, openInstance } from '../process/process-access.ts'
import { takeEvent } from '../process/take-event.ts'
import type { Services } from '../services.ts'
import { Click, Id, InstanceParams, NoBody, NoQuery, Number32, strict } from './schemas.ts'

const Text = Type.String({ maxLength: 5000 })
const Mentions = Type.Array(Id, { maxItems: 50, uniqueItems: true })
const Comment = Type.Object(
  {
    ...{ text: Text, mentions: Type.Optional(Mentions), key: Click, replyTo: Type.Optional(Id) },
    ...{ files: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })), visit: Type.Optional(Number32) },
  },
  strict,
)
const Change = Type.Object({ text: Text, mentions: Type.Optional(Mentions) }, strict)
const Urge = Type.Object({ visit: Number32, text: Type.Optional(Type.String({ maxLength: 500 })), key: Click }, strict)
const Copy = Type.Object(
  {
    users: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
    ...{ text: Type.Optional(Type.String({ maxLength: 500 })), key: Click },
  },
  strict,
)
const CommentParams = Type.Object({ instance: Id, comment: Id }, strict)
type CommentParams = Type.Static<typeof CommentParams>
const FileParams = Type.Object({ instance: Id, file: Id }, strict)
type FileParams = Type.Static<typeof FileParams>

const config = { auth: 'user' } as const
/** The same people are not urged again before that. */
const urgePauseMs = 30 * 60_000

/** What people say about a running process, and how they hurry and tell each other. */
export function discussionRoutes(app: FastifyInstance, services: Services): void {
  commentRoutes(app, services)
  tellingRoutes(app, services)

  for (const what of ['files', 'signatures'] as const) {
    app.get<{ Params: FileParams }>(
      `/instances/:instance/${what}/:file`,
      { config, schema: { params: FileParams, querystring: NoQuery } },
      (request, reply) => sendFile(services, request, reply, what),
    )
  }
}

function placeOf({ progress: { instance } }: OpenedInstance) {
  const { id, app, process, title, entity, record_id: recordId } = instance
  return { instance: id, app, process, title, entity, recordId }
}

function commentRoutes(app: FastifyInstance, services: Services): void {
  app.get<{ Params: InstanceParams }>(
    '/instances/:instance/comments',
    { config, schema: { params: InstanceParams, querystring: NoQuery } },
    async (request): Promise<{ comments: InstanceComment[] }> => {
      const { progress } = await openInstance(services, request, request.params.instance)
      const user = userOf(request).principal.id
      return { comments: await commentsOf(services, { instance: progress.instance.id, user }) }
    },
  )

  app.post<{ Params: InstanceParams; Body: CommentInput }>(
    '/instances/:instance/comments',
    { config, schema: { params: InstanceParams, querystring: NoQuery, body: Comment } },
    async (request, reply): Promise<InstanceComment> => {
      const opened = await openInstance(services, request, request.params.instance)
      const input = request.body
      if (input.text.trim() === '' && !input.files?.length) throw processErrors.COMMENT_BLANK()
      const comment = await say(services, placeOf(opened), { by: userOf(request).principal.id, input })
      reply.code(201)
      return comment
    },
  )

  app.patch<{ Params: CommentParams; Body: CommentChangeInput }>(
    '/instances/:instance/comments/:comment',
    { config, schema: { params: CommentParams, querystring: NoQuery, body: Change } },
    async (request, reply) => {
      const opened = await openInstance(services, request, request.params.instance)
      const { text, mentions = [] } = request.body
      if (text.trim() === '') throw processErrors.COMMENT_BLANK()
      await refuseUnknown(services, mentions)
      const mine = await ownComment(services, request)
      const changed = await changeComment(services.workspace, { ...mine, text: text.trim(), mentions })
      const row = changed ? await readComment(services.workspace, mine.id) : null
      if (!row) throw processErrors.COMMENT_UNKNOWN()
      await tellMentioned(services, placeOf(opened), row)
      return reply.code(204).send()
    },
  )

  app.delete<{ Params: CommentParams }>(
    '/instances/:instance/comments/:comment',
    { config, schema: { params: CommentParams, querystring: NoQuery, body: NoBody } },
    async (request, reply) => {
      await openInstance(services, request, request.params.instance)
      const removed = await removeComment(services.workspace, await ownComment(services, request))
      if (!removed) throw processErrors.COMMENT_UNKNOWN()
      return reply.code(204).send()
    },
  )
}

async function ownComment({ workspace }: Services, request: FastifyRequest) {
  const { instance, comment: id } = request.params as CommentParams
  const row = await readComment(workspace, id)
  if (row?.instance_id !== instance) throw processErrors.COMMENT_UNKNOWN()
  const now = Date.now()
  return { id, by: userOf(request).principal.id, since: changeableSince(now), at: new Date(now).toISOString() }
}

function tellingRoutes(app: FastifyInstance, services: Services): void {
  app.post<{ Params: InstanceParams; Body: UrgeInput }>(
    '/instances/:instance/urge',
    { config, schema: { params: InstanceParams, querystring: NoQuery, body: Urge } },
    async (request) => {
      const opened = await openInstance(services, request, request.params.instance)
      const { principal } = userOf(request)
      const { visit, text, key } = request.body
      if (!hasPart(opened, principal.id)) throw processErrors.NOT_YOUR_INSTANCE()
      const until = new Date(Date.now() + urgePauseMs).toISOString()
      const event = { event: 'urge', visit, by: principal.id, until, ...(text && { text }) } as const
      const result = await takeEvent(services, { entered: opened.progress.instance, by: principal, key, event })
      const { people, node } = opened.progress.instance.state.visits[visit] ?? {}
      const pending = people ? actorsOf(people).filter(({ state }) => state === 'pending') : []
      const users = [...new Set(pending.flatMap(({ user, agents = [] }) => [user, ...agents]))]
      await services.notifications.notify([
        {
          ...{ ...placeOf(opened), kind: 'urge', key: `urge:${principal.id}:${key}`, users, by: principal.id },
          ...{ node: node ?? null, visit, comment: text ?? null },
        },
      ])
      return result
    },
  )

  app.post<{ Params: InstanceParams; Body: CopyInput }>(
    '/instances/:instance/copies',
    { config, schema: { params: InstanceParams, querystring: NoQuery, body: Copy } },
    async (request) => {
      const opened = await openInstance(services, request, request.params.instance)
      const { principal } = userOf(request)
      const { users, text, key } = request.body
      if (!hasPart(opened, principal.id) && !isAsked(opened, principal.id)) throw processErrors.NOT_YOUR_INSTANCE()
      await refuseUnknown(services, users)
      const event = { event: 'copy', by: principal.id, users, ...(text && { text }) } as const
      return await takeEvent(services, { entered: opened.progress.instance, by: principal, key, event })
    },
  )
}

const isAsked = ({ progress }: OpenedInstance, user: string) =>
  progress.tasks.some(({ user_id: id, agents }) => id === user || agents.includes(user))

/** Files go with the instance: whoever may open it may have them. */
async function sendFile(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  what: 'files' | 'signatures',
): Promise<FastifyReply> {
  const { instance, file: id } = request.params as FileParams
  const { progress } = await openInstance(services, request, instance)
  const file = await findFile(services.workspace, progress.instance.app, id)
  const isSignature = file?.field === 'signature'
  const fits = file?.entity === instanceFiles && file.recordId === instance && isSignature === (what === 'signatures')
  if (!fits) throw contentErrors.FILE_NOT_FOUND()
  if (!isSignature && (await readComment(services.workspace, file.field ?? ''))?.deleted_at !== null)
    throw contentErrors.FILE_NOT_FOUND()
  const inline = isSignature && inlineImageTypes.has(file.type)
  return reply
    .headers({
      'content-type': file.type,
      'content-length': String(file.size),
      'content-disposition': contentDisposition(inline ? 'inline' : 'attachment', file.name),
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-cache',
    })
    .send(await services.files.read(file.storageKey))
}
