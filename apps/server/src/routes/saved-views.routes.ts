import { checkShape, Filter, shapeInWords, ViewOptions, ViewTypeKey } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type AppReader, createAppReader } from '../app/app-reader.ts'
import { describeView, unfitOption, unreadableInView } from '../app/describe-view.ts'
import { createSavedView, deleteSavedView, readSavedViews, updateSavedView } from '../app/saved-view-store.ts'
import { contentErrors } from '../errors.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { callOf } from './record-call.ts'
import { AppIdParams, AppKey, AppParams, EntityParams, NoBody, NoQuery, strict } from './schemas.ts'

const SavedViewInput = Type.Object(
  {
    entity: AppKey,
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    shared: Type.Boolean(),
    type: Type.Optional(ViewTypeKey),
    locked: Type.Optional(Type.Boolean()),
    options: ViewOptions,
  },
  strict,
)
type SavedViewInput = Type.Static<typeof SavedViewInput>

const read = { auth: 'user', token: 'read' } as const
const write = { auth: 'user', token: 'write' } as const

/** Views that users keep for themselves or share. What they show is decided by the rights of who opens them. */
export function savedViewRoutes(app: FastifyInstance, services: Services): void {
  const { workspace } = services

  app.get<{ Params: EntityParams }>(
    '/apps/:app/views/:entity',
    { config: read, schema: { params: EntityParams, querystring: NoQuery } },
    async (request) => {
      const reader = readerOf(services, request)
      const { app: appKey, entity } = request.params
      if (!reader.entity(entity)) return { views: [] }
      const of = { app: appKey, entity, userId: userOf(request).principal.id }
      const views = await readSavedViews(workspace, of)
      // Whoever shares a view may see more than who opens it: names that are hidden from the reader are taken out.
      return { views: views.flatMap((view) => describeView(view, reader, services.viewTypes)) }
    },
  )

  app.post<{ Params: AppParams; Body: SavedViewInput }>(
    '/apps/:app/views',
    { config: write, schema: { params: AppParams, querystring: NoQuery, body: SavedViewInput } },
    async (request, reply) => {
      refuseUnfit(services, request, request.body)
      const by = { app: request.params.app, userId: userOf(request).principal.id }
      const view = await createSavedView(workspace, by, request.body)
      reply.code(201)
      return view
    },
  )

  app.put<{ Params: AppIdParams; Body: SavedViewInput }>(
    '/apps/:app/views/:id',
    { config: write, schema: { params: AppIdParams, querystring: NoQuery, body: SavedViewInput } },
    async (request) => {
      refuseUnfit(services, request, request.body)
      const { app: appKey, id } = request.params
      return await updateSavedView(workspace, { app: appKey, id, userId: userOf(request).principal.id }, request.body)
    },
  )

  app.delete<{ Params: AppIdParams }>(
    '/apps/:app/views/:id',
    { config: write, schema: { params: AppIdParams, querystring: NoQuery, body: NoBody } },
    async (request, reply) => {
      callOf(services, request)
      const { app: appKey, id } = request.params
      await deleteSavedView(workspace, { app: appKey, id, userId: userOf(request).principal.id })
      return reply.code(204).send()
    },
  )
}

function readerOf(services: Services, request: FastifyRequest): AppReader {
  const { access, scope } = callOf(services, request)
  return createAppReader(scope.model, services.engine.capabilities(access, scope))
}

/** A name that is hidden from its author is refused like one that does not exist. */
function refuseUnfit(
  services: Services,
  request: FastifyRequest,
  { entity, type = 'list', options }: SavedViewInput,
): void {
  const { viewTypes } = services
  if (!viewTypes.has(type)) throw contentErrors.SAVED_VIEW_TYPE_UNKNOWN({ type })
  const [problem] = [...checkShape(viewTypes.get(type).options, options), ...colourProblems(options as ViewOptions)]
  if (problem) throw contentErrors.SAVED_VIEW_INVALID({ option: problem.pointer, problem: shapeInWords(problem) })
  const content = { entity, type, options: options as ViewOptions }
  const unknown = unreadableInView(content, readerOf(services, request), viewTypes)
  if (unknown !== null) throw contentErrors.SAVED_VIEW_FIELD_UNKNOWN({ field: unknown })
  const unfit = unfitOption(content, callOf(services, request).scope.model, viewTypes)
  if (unfit !== null) throw contentErrors.SAVED_VIEW_FIELD_UNFIT({ option: unfit })
}

/** The schema of a view says of its further filters only that they are objects. */
function colourProblems({ colours }: ViewOptions) {
  return (Array.isArray(colours) ? colours : []).flatMap(({ when }) => checkShape(Filter, when))
}
