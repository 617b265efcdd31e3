import type { SignatureInput, StoredSignature } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { contentErrors } from '../errors.ts'
import { userOf } from '../plugins/authentication.ts'
import { readStoredSignature, storeSignature } from '../process/stored-signature.ts'
import type { Services } from '../services.ts'
import { AppKey, Id, NoQuery, strict } from './schemas.ts'

const Input = Type.Object({ app: AppKey, file: Id }, strict)
const config = { auth: 'user' } as const

/** The picture that an account signs with: only its owner ever gets it from here. */
export function signatureRoutes(app: FastifyInstance, services: Services): void {
  app.get('/signature', { config, schema: { querystring: NoQuery } }, async (request) => ({
    signature: await mine(services, userOf(request).principal.id),
  }))

  app.put<{ Body: SignatureInput }>(
    '/signature',
    { config, schema: { querystring: NoQuery, body: Input } },
    async (request, reply) => {
      await storeSignature(services, { ...request.body, person: userOf(request).principal.id })
      return reply.code(204).send()
    },
  )

  app.get('/signature/picture', { config, schema: { querystring: NoQuery } }, async (request, reply) => {
    const stored = await readStoredSignature(services, userOf(request).principal.id)
    if (!stored) throw contentErrors.FILE_NOT_FOUND()
    return reply
      .headers({
        ...{ 'content-type': stored.type, 'content-length': String(stored.size), 'content-disposition': 'inline' },
        ...{ 'content-security-policy': "sandbox; default-src 'none'", 'cache-control': 'private, no-cache' },
      })
      .send(await services.files.read(stored.storageKey))
  })
}

async function mine(services: Services, person: string): Promise<StoredSignature | null> {
  const stored = await readStoredSignature(services, person)
  return stored && { size: stored.size, at: stored.at }
}
