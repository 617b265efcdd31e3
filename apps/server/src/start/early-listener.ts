import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { startErrors } from '../errors.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * The listening socket, opened before anything slow is done: a port that is taken is known at once, and whoever asks
 * too early is told to wait instead of being refused.
 */
export interface EarlyListener {
  server: Server
  port: number
  /** From now on requests go to the application. */
  handOver(handler: Handler): void
  /** Takes no new connections, lets running requests finish, cuts what is left after the grace time. */
  drain(graceMs: number): Promise<void>
}

/** Opens the socket, or says in one sentence why it cannot be. */
export async function listenEarly({ host, port }: { host: string; port: number }): Promise<EarlyListener> {
  let handle: Handler = answerStarting
  let draining = false
  const server = createServer((request, response) => {
    if (draining) response.setHeader('connection', 'close')
    handle(request, response)
  })
  server.keepAliveTimeout = 72_000
  server.headersTimeout = 60_000
  server.requestTimeout = 300_000
  await listen(server, host, port)
  const address = server.address()
  return {
    server,
    port: typeof address === 'object' && address ? address.port : port,
    handOver(handler) {
      handle = handler
    },
    async drain(graceMs) {
      draining = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearTimeout(cut)
    },
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toStartError(error, host, port)))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

function toStartError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return startErrors.PORT_TAKEN({ port, host })
  if (error.code === 'EACCES') return startErrors.PORT_FORBIDDEN({ port })
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return startErrors.HOST_UNAVAILABLE({ host })
  return error
}

const starting = JSON.stringify({
  code: 'SERVER_STARTING',
  message: '服务器正在启动，请稍后再试。 The server is still starting. Try again in a moment.',
  params: {},
  path: null,
  requestId: 'starting',
})

function answerStarting(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  const wantsPage = request.headers.accept?.includes('text/html')
  response.writeHead(503, {
    'content-type': wantsPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': '2',
  })
  response.end(wantsPage ? startingPage : starting)
}

const startingPage = `<!doctype html><html lang="zh"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>Mortise 榫卯</title><p>正在启动，请稍候……</p><p lang="en">Starting, one moment …</p></html>
`
