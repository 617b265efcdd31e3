import type { Readable } from 'node:stream'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { contentErrors } from '../errors.ts'
import { insertFile } from '../files/file-catalogue.ts'
import { cleanFileName } from '../files/file-name.ts'
import { sniffType } from '../files/sniff-type.ts'
import { refuseOver } from '../public-form/open-public-form.ts'
import { publicFormErrors } from '../public-form/public-form-errors.ts'
import { publicPersonId } from '../public-form/public-principal.ts'
import { visitorOf } from '../public-form/visitor.ts'
import type { Services } from '../services.ts'
import { openFor, PublicParams } from './public.routes.ts'
import { strict } from './schemas.ts'

const UploadQuery = Type.Object({ name: Type.String({ minLength: 1, maxLength: 1000 }) }, strict)

/** Files for a public form that takes them. Visitors cannot read them back; what no answer takes is deleted in a week. */
export function publicFileRoutes(app: FastifyInstance, services: Services): void {
  // In this plugin the body is a stream of whatever type; nothing parses it.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

  app.post<{ Params: PublicParams; Querystring: Type.Static<typeof UploadQuery> }>(
    '/public/:token/files',
    {
      config: { auth: 'public', rateLimit: { max: services.limits.publicUploadsPerMinute } },
      bodyLimit: services.config.uploadLimitMb * 1_048_576,
      schema: { params: PublicParams, querystring: UploadQuery },
    },
    async (request, reply) => {
      const opened = await openFor(services, request, reply)
      const { files } = opened.document
      if (!files) throw publicFormErrors.PUBLIC_FORM_NO_FILES()
      await refuseOver(services, opened, visitorOf(services.identity.secret, request))
      const body = request.body as Readable | undefined
      if (!body) throw contentErrors.FILE_EMPTY()
      const limit = Math.min(files.maxSizeMb, services.config.uploadLimitMb) * 1_048_576
      const { storageKey, size, head } = await services.files.write(body, limit)
      const stored = await insertFile(services.workspace, {
        name: cleanFileName(request.query.name),
        size,
        type: await sniffType(head),
        storageKey,
        app: opened.link.app,
        uploadedBy: publicPersonId,
      })
      reply.code(201)
      return stored
    },
  )
}
