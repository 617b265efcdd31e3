import type { FastifyRequest } from 'fastify'
import { httpErrors } from '../errors.ts'
import type { Services } from '../services.ts'
import { callOf } from './record-call.ts'

/** Refuses values of fields that the user does not know of, and tables that they do not know of: 404 ROUTE_NOT_FOUND. */
export function requireKnownFields(
  services: Services,
  request: FastifyRequest<{ Params: { entity: string } }>,
  values: { readonly [place: string]: object } = {},
): void {
  requireFieldsOf(services, request, request.params.entity, values)
}

/** The same of a table that is not named in the address. */
export function requireFieldsOf(
  services: Services,
  request: FastifyRequest,
  entity: string,
  values: { readonly [place: string]: object },
): void {
  const { access, scope } = callOf(services, request)
  const capabilities = services.engine.capabilities(access, scope)
  if (!Object.hasOwn(capabilities, entity)) throw httpErrors.ROUTE_NOT_FOUND()
  refuseUnknownFields(capabilities[entity]?.fields ?? {}, values)
}

/** Refuses values of fields that are not among those known. */
export function refuseUnknownFields(fields: object, values: { readonly [place: string]: object }): void {
  for (const [place, held] of Object.entries(values)) {
    for (const key of Object.keys(held)) {
      if (Object.hasOwn(fields, key)) continue
      throw httpErrors.REQUEST_INVALID({
        reason: `no field ${key.slice(0, 100)}`,
        path: `/${place}/${key.slice(0, 100)}`,
      })
    }
  }
}
