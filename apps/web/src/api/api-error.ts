import type { ErrorBody } from '@mortise/api'
import { apiTexts } from './api-texts.ts'

/** A call that failed: what the server said, or that it could not be reached (`status` 0). */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly body: ErrorBody | null
  /** For support; null when the request never arrived. */
  readonly requestId: string | null

  constructor(status: number, code: string, message: string, body: ErrorBody | null = null) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.body = body
    this.requestId = body?.requestId ?? null
  }
}

/** The error of a connection that did not come about or broke. */
export function networkError(): ApiError {
  return new ApiError(0, 'NETWORK', apiTexts.t('network'))
}

/** The error in the body of an answer; servers in between (proxies) send other bodies, which get a general text. */
export function errorFromAnswer(status: number, body: unknown): ApiError {
  if (isErrorBody(body)) return new ApiError(status, body.code, body.message, body)
  const message = status === 413 ? apiTexts.t('tooLarge') : apiTexts.t('server', { status })
  return new ApiError(status, `HTTP_${status}`, message)
}

/** Whether the call failed because there was no connection; trying again later makes sense. */
export function isNetworkError(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 502 || error.status === 503)
}

/** What to tell the user about anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : apiTexts.t('unexpected')
}

/** The id to show beside the message, if there is one. */
export function requestIdOf(error: unknown): string | null {
  return error instanceof ApiError ? error.requestId : null
}

function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'code' in body && 'message' in body
}
