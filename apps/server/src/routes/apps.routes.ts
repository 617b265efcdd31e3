import type { AppOverview, DuplicateInput, NewApp } from '@mortise/api'
import type { AppDocumentAny } from '@mortise/metadata'
import { ColourName, IconName, Key, Localized } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { installedPacks, packDocuments } from '../app/installed-packs.ts'
import { emptyApp, renamedApp } from '../app/new-app.ts'
import { summaryOf } from '../app/session-of.ts'
import { soundDocuments } from '../app/sound-documents.ts'
import { contentErrors } from '../errors.ts'
import { contentDisposition } from '../files/file-name.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { designConfig, designed } from './design-call.ts'
import { callOf } from './record-call.ts'
import { AppParams, NoBody, NoQuery, strict } from './schemas.ts'

const NewAppBody = Type.Object(
  {
    key: Key,
    label: Localized,
    icon: Type.Optional(IconName),
    colour: Type.Optional(ColourName),
    pack: Type.Optional(Key),
  },
  strict,
)
const Duplicate = Type.Object({ key: Key, label: Type.Optional(Localized) }, strict)
const ImportQuery = Type.Object({ key: Type.Optional(Key) }, strict)
type ImportQuery = Type.Static<typeof ImportQuery>

const config = { auth: 'administrator', token: 'admin' } as const
const maxArchive = 20 * 1024 * 1024

/** The apps of the workspace as things that are made, copied, put away, and handed on. */
export function appHomeRoutes(app: FastifyInstance, services: Services): void {
  newAppRoutes(app, services)
  archiveRoutes(app, services)
  packRoutes(app, services)
}

function newAppRoutes(app: FastifyInstance, services: Services): void {
  app.get('/apps', { config, schema: { querystring: NoQuery } }, async (request) => {
    const { principal } = userOf(request)
    const live = services.apps.list().map((model) => ({ ...summaryOf(principal, model), archivedAt: null }))
    const archived = services.apps
      .archived()
      .map(({ model, archivedAt }) => ({ ...summaryOf(principal, model), archivedAt }))
    return { apps: [...live, ...archived] satisfies AppOverview[] }
  })

  app.post<{ Body: NewApp }>(
    '/apps',
    { config, schema: { querystring: NoQuery, body: NewAppBody } },
    async (request, reply) => {
      const { pack, ...face } = request.body
      const documents = pack === undefined ? emptyApp(face) : renamedApp(await packDocuments(services, pack), face)
      return await reply.code(201).send(await makeApp(services, request, documents))
    },
  )

  app.post<{ Params: AppParams; Body: DuplicateInput }>(
    '/apps/:app/duplicate',
    { config, schema: { params: AppParams, querystring: NoQuery, body: Duplicate } },
    async (request, reply) => {
      const { model } = callOf(services, request).scope
      const documents = renamedApp(await services.apps.revision(model.key, model.revision), request.body)
      return await reply.code(201).send(await makeApp(services, request, documents))
    },
  )
}

function archiveRoutes(app: FastifyInstance, services: Services): void {
  const archive = (archived: boolean) => async (request: FastifyRequest) => {
    const { model } = callOf(services, request).scope
    await services.apps.setArchived(model.key, archived)
    // Everybody has another list of apps now, and whoever has this one open is looked at anew.
    await services.identity.changed(null)
    const { principal } = userOf(request)
    const archivedAt = services.apps.archived().find((one) => one.model.key === model.key)?.archivedAt ?? null
    return { ...summaryOf(principal, model), archivedAt } satisfies AppOverview
  }
  const schema = { params: AppParams, querystring: NoQuery, body: NoBody }
  app.post('/apps/:app/archive', { config, schema }, archive(true))
  app.post('/apps/:app/restore', { config, schema }, archive(false))
}

function packRoutes(app: FastifyInstance, services: Services): void {
  app.get('/packs', { config, schema: { querystring: NoQuery } }, async () => ({
    packs: (await installedPacks(services)).map(({ folder: _, ...pack }) => pack),
  }))

  app.get<{ Params: AppParams }>(
    '/apps/:app/export',
    { config: designConfig, schema: { params: AppParams, querystring: NoQuery } },
    async (request, reply) => {
      const key = designed(services, request)
      const { revision } = callOf(services, request).scope.model
      const { writePackArchive } = await import('@mortise/packs/server')
      const bytes = writePackArchive(await services.apps.revision(key, revision))
      return await reply
        .headers({
          'content-type': 'application/zip',
          'content-disposition': contentDisposition('attachment', `${key}-${revision}.zip`),
          'cache-control': 'private, no-cache',
        })
        .send(Buffer.from(bytes))
    },
  )

  // In a plugin of its own: there the body is bytes of whatever type, and nothing parses it.
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
    scope.post<{ Querystring: ImportQuery; Body: Buffer | undefined }>(
      '/apps/import',
      { config, bodyLimit: maxArchive, schema: { querystring: ImportQuery } },
      async (request, reply) => {
        if (!Buffer.isBuffer(request.body) || request.body.byteLength === 0) throw contentErrors.FILE_EMPTY()
        const documents = await soundDocuments(services, request.body)
        const { key } = request.query
        const named = key === undefined ? documents : renamedApp(documents, { key })
        return await reply.code(201).send(await makeApp(services, request, named))
      },
    )
    done()
  })
}

/** Makes an app that must not be there yet, and answers with what lists show of it. */
async function makeApp(services: Services, request: FastifyRequest, documents: readonly AppDocumentAny[]) {
  const { principal } = userOf(request)
  await services.apps.createApp(documents, { by: principal.id })
  const key = documents.find(({ kind }) => kind === 'app')?.key ?? ''
  return summaryOf(principal, await services.apps.current(key))
}
