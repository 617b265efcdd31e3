import type { ErrorBody } from '@mortise/api'
import { AppError } from '@mortise/core'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { httpErrors } from '../errors.ts'

/** Turns whatever went wrong into an ErrorBody in the user's language. What is not ours is logged, never shown. */
export function registerErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler((thrown: FastifyError, request, reply) => {
    const error = toAppError(thrown, request)
    if (error.status >= 500) request.log.error({ err: thrown, code: error.code }, 'request failed')
    if (error.code === 'TOO_MANY_REQUESTS') reply.header('retry-after', String(error.params.seconds))
    if (error.status === 503) reply.header('retry-after', '2')
    return reply.code(error.status).send(errorBody(error, request))
  })
}

/** The body of an answer for an error. */
export function errorBody(error: AppError, request: FastifyRequest): ErrorBody {
  const { problems, duplicates, current, issues, conflicts, latest, ...params } = error.params
  const body: ErrorBody = {
    code: error.code,
    message: error.messageIn(languageOf(request)),
    params,
    path: error.path ?? null,
    requestId: request.id,
  }
  const details = { problems, duplicates, current, issues, conflicts, latest }
  for (const [name, value] of Object.entries(details)) if (value !== undefined) Object.assign(body, { [name]: value })
  return body
}

/** The signed-in user's language, before that the browser's. */
export function languageOf(request: FastifyRequest): 'zh' | 'en' {
  if (request.signedIn) return request.signedIn.principal.language === 'en' ? 'en' : 'zh'
  const [wanted] = /\b(zh|en)\b/i.exec(request.headers['accept-language'] ?? '') ?? []
  return wanted?.toLowerCase() === 'zh' ? 'zh' : 'en'
}

function toAppError(error: FastifyError, request: FastifyRequest): AppError {
  if (error instanceof AppError) return error
  if (error.validation) return validationError(error)
  const known = fastifyErrors[error.code]
  if (known) return known(error)
  if (isConnectionFault(error)) return httpErrors.SERVER_UNAVAILABLE()
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return httpErrors.REQUEST_INVALID({ reason: error.message })
  return httpErrors.INTERNAL_ERROR({ requestId: request.id })
}

const jsonInvalid = () => httpErrors.JSON_INVALID()

const fastifyErrors: Readonly<{ [code: string]: ((error: FastifyError) => AppError) | undefined }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => httpErrors.BODY_TOO_LARGE(),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => httpErrors.MEDIA_TYPE_UNSUPPORTED(),
  FST_ERR_CTP_EMPTY_JSON_BODY: jsonInvalid,
  FST_ERR_CTP_INVALID_JSON_BODY: jsonInvalid,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: (error) => httpErrors.REQUEST_INVALID({ reason: error.message }),
}

function validationError(error: FastifyError): AppError {
  const [first] = error.validation ?? []
  const path = `${error.validationContext === 'body' ? '' : `/${error.validationContext}`}${first?.instancePath ?? ''}`
  const extra = first?.params.additionalProperty ?? first?.params.propertyName
  const reason = `${error.validationContext}${first?.instancePath ?? ''} ${first?.message ?? ''}${
    typeof extra === 'string' ? ` (${extra.slice(0, 100)})` : ''
  }`
  return httpErrors.REQUEST_INVALID({ reason, path: path || '/' })
}

/** The database is away or shutting down: the client may try again. */
function isConnectionFault(error: FastifyError): boolean {
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|57P0|08)/.test(error.code ?? '') ||
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  )
}
