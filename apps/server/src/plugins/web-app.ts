import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { httpErrors } from '../errors.ts'
import { errorBody } from './error-handler.ts'
import { pageHeaders } from './security-headers.ts'

const year = 'public, max-age=31536000, immutable'

/**
 * The built web app: files with a hash in their name are kept for ever, its one page is asked for each time. Every
 * address that is not under /api and not a file is that page, which finds out for itself what to show.
 */
export async function registerWebApp(app: FastifyInstance, folder: string): Promise<void> {
  const sendPage = async (reply: FastifyReply) => {
    const page = await readFile(join(folder, 'index.html')).catch(() => null)
    if (!page) return await reply.code(503).type('text/plain; charset=utf-8').send(notBuilt)
    reply.headers({ ...pageHeaders, 'cache-control': 'no-cache' })
    return await reply.type('text/html; charset=utf-8').send(page)
  }
  const sendMissing = (request: FastifyRequest, reply: FastifyReply) =>
    reply.code(404).send(errorBody(httpErrors.ROUTE_NOT_FOUND(), request))
  const isBuilt = existsSync(folder)
  if (isBuilt)
    await app.register(staticFiles, {
      root: folder,
      serve: false,
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        reply.headers({ ...pageHeaders, 'cache-control': /[/\\]assets[/\\]/.test(path) ? year : 'no-cache' })
      },
    })
  app.get<{ Params: { '*': string } }>('/*', { config: { auth: 'public', rateLimit: false } }, (request, reply) => {
    const path = request.params['*']
    if (path === 'api' || path.startsWith('api/')) return sendMissing(request, reply)
    // Links to public forms are for those who were given them.
    if (path.startsWith('f/')) reply.header('x-robots-tag', 'noindex, nofollow')
    if (!/\.[a-z0-9]{1,8}$/i.test(path) || path === 'index.html') return sendPage(reply)
    return isBuilt ? reply.sendFile(path) : sendMissing(request, reply)
  })
  app.setNotFoundHandler(sendMissing)
}

const notBuilt = 'The web app has not been built yet: npm start builds it.\n网页尚未构建：npm start 会自动构建。\n'
