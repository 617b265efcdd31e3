import type { Readable } from 'node:stream'
import type { Access } from '@mortise/data'
import type { AppScope } from '@mortise/data/server'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { contentErrors } from '../errors.ts'
import { type CatalogueFile, findFile, insertFile } from '../files/file-catalogue.ts'
import { cleanFileName, contentDisposition } from '../files/file-name.ts'
import { inlineImageTypes, sniffType } from '../files/sniff-type.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { callOf } from './record-call.ts'
import { AppIdParams, AppParams, strict } from './schemas.ts'

const UploadQuery = Type.Object({ name: Type.String({ minLength: 1, maxLength: 1000 }) }, strict)
const FileQuery = Type.Object({ thumbnail: Type.Optional(Type.Literal('1')) }, strict)

/** Files: uploaded as bare bytes, handed out only to who may read the record that holds them. */
export function fileRoutes(app: FastifyInstance, services: Services): void {
  const limit = services.config.uploadLimitMb * 1_048_576
  // In this plugin the body is a stream of whatever type; nothing parses it.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

  app.post<{ Params: AppParams; Querystring: Type.Static<typeof UploadQuery> }>(
    '/apps/:app/files',
    {
      config: { auth: 'user', token: 'write', rateLimit: { max: services.config.uploadsPerMinute } },
      bodyLimit: limit,
      schema: { params: AppParams, querystring: UploadQuery },
    },
    async (request, reply) => {
      callOf(services, request)
      const body = request.body as Readable | undefined
      if (!body) throw contentErrors.FILE_EMPTY()
      const { storageKey, size, head } = await services.files.write(body, limit)
      const stored = await insertFile(services.workspace, {
        name: cleanFileName(request.query.name),
        size,
        type: await sniffType(head),
        storageKey,
        app: request.params.app,
        uploadedBy: userOf(request).principal.id,
      })
      reply.code(201)
      return stored
    },
  )

  app.get<{ Params: AppIdParams; Querystring: Type.Static<typeof FileQuery> }>(
    '/apps/:app/files/:id',
    { config: { auth: 'user', token: 'read' }, schema: { params: AppIdParams, querystring: FileQuery } },
    async (request, reply) => {
      const { access, scope } = callOf(services, request)
      const file = await findFile(services.workspace, request.params.app, request.params.id)
      if (!file || !(await mayRead(services, { access, scope, file }))) throw contentErrors.FILE_NOT_FOUND()
      const inline = request.query.thumbnail === '1' && inlineImageTypes.has(file.type)
      const bytes = await services.files.read(file.storageKey)
      return reply
        .headers({
          'content-type': file.type,
          'content-length': String(file.size),
          'content-disposition': contentDisposition(inline ? 'inline' : 'attachment', file.name),
          'content-security-policy': "sandbox; default-src 'none'",
          'cache-control': 'private, no-cache',
        })
        .send(bytes)
    },
  )
}

/** Before a record has taken it, a file is its uploader's; afterwards it goes with the field that holds it. */
async function mayRead(
  { engine }: Services,
  { access, scope, file }: { access: Access; scope: AppScope; file: CatalogueFile },
): Promise<boolean> {
  const { entity, recordId, field } = file
  if (!entity || !recordId || !field) return 'user' in access && file.uploadedBy === access.user.id
  try {
    const record = await engine.get(access, scope, entity, recordId, [field])
    const value = record[field]
    return Array.isArray(value) && value.some((held: { id?: unknown }) => held.id === file.id)
  } catch (error) {
    const { status } = error as { status?: number }
    if (status !== undefined && status < 500) return false
    throw error
  }
}
