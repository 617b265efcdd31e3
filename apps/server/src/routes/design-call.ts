import { Type } from '@mortise/metadata/schema'
import type { FastifyRequest } from 'fastify'
import { mayDesign } from '../app/session-of.ts'
import { identityErrors } from '../errors.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { callOf } from './record-call.ts'
import { AppKey, strict } from './schemas.ts'

/** Calls that take a draft; without one it is the main one. */
export const DraftQuery = Type.Object({ draft: Type.Optional(AppKey) }, strict)
export type DraftQuery = Type.Static<typeof DraftQuery>

/** What designers may call: those with a role with `design`, and administrators. */
export const designConfig = { auth: 'user', token: 'design' } as const

/** Whole documents with hundreds of fields are larger than a record. */
export const documentLimit = 5 * 1024 * 1024

/** The app of the address, if this user may design it. */
export function designed(services: Services, request: FastifyRequest): string {
  const { model } = callOf(services, request).scope
  if (!mayDesign(userOf(request).principal, model)) throw identityErrors.NOT_ALLOWED()
  return model.key
}

/** Who edits, and which draft. */
export function editorOf(request: FastifyRequest): { by: string; draft: string | undefined } {
  return { by: userOf(request).principal.id, draft: (request.query as DraftQuery).draft }
}
