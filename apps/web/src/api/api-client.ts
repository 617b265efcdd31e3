import { currentLanguage } from '@mortise/ui'
import { ApiError, errorFromAnswer, networkError } from './api-error.ts'
import { reportConnection } from './connection.ts'
import { reportSessionLost } from './session-lost.ts'

export interface CallOptions {
  signal?: AbortSignal
  /** Reads may be sent again when the connection fails. GET always; set it for queries that are POSTed. */
  repeatable?: boolean
  /** Signing in answers 401 without a session being lost. */
  expectUnauthorised?: boolean
}

/** The typed client of our own API: paths under /api, JSON both ways, failures as `ApiError`. */
export const api = {
  get: <Answer>(path: string, options?: CallOptions) =>
    call<Answer>('GET', path, undefined, { ...options, repeatable: true }),
  post: <Answer>(path: string, body?: unknown, options?: CallOptions) => call<Answer>('POST', path, body, options),
  put: <Answer>(path: string, body: unknown, options?: CallOptions) => call<Answer>('PUT', path, body, options),
  patch: <Answer>(path: string, body: unknown, options?: CallOptions) => call<Answer>('PATCH', path, body, options),
  delete: <Answer = void>(path: string, options?: CallOptions) => call<Answer>('DELETE', path, undefined, options),
  /** A read that is answered line by line, each as it comes. */
  lines: <Line>(path: string, body: unknown, signal: AbortSignal) => lines<Line>(path, body, signal),
}

const retryDelays = [300, 1000]

async function call<Answer>(method: string, path: string, body: unknown, options: CallOptions = {}): Promise<Answer> {
  const response = await send(method, path, body, options)
  if (response.ok) return (await readJson(response)) as Answer
  const error = errorFromAnswer(response.status, await readJson(response))
  if (error.status === 401 && !options.expectUnauthorised) reportSessionLost()
  throw error
}

async function* lines<Line>(path: string, body: unknown, signal: AbortSignal): AsyncGenerator<Line> {
  const response = await send('POST', path, body, { signal, repeatable: true })
  if (!response.ok) {
    const error = errorFromAnswer(response.status, await readJson(response))
    if (error.status === 401) reportSessionLost()
    throw error
  }
  let rest = ''
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const whole = (rest + text).split('\n')
    rest = whole.pop() ?? ''
    for (const line of whole) if (line) yield JSON.parse(line) as Line
  }
}

async function send(method: string, path: string, body: unknown, options: CallOptions, attempt = 0): Promise<Response> {
  try {
    const response = await fetch(`/api${path}`, {
      method,
      signal: options.signal,
      headers: {
        'Accept-Language': currentLanguage(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    reportConnection('online')
    return response
  } catch (error) {
    if (options.signal?.aborted) throw error
    const delay = options.repeatable ? retryDelays[attempt] : undefined
    if (delay === undefined) {
      reportConnection('offline')
      throw networkError()
    }
    await new Promise((resolve) => setTimeout(resolve, delay))
    return send(method, path, body, options, attempt + 1)
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    if (response.ok) throw new ApiError(response.status, 'ANSWER_UNREADABLE', errorFromAnswer(0, null).message)
    return undefined
  }
}
