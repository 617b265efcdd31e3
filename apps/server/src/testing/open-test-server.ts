import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AdminUser, UserInput } from '@mortise/api'
import { uuidv7 } from '@mortise/core'
import { migrate } from '@mortise/data/server'
import type { TestDatabase } from '@mortise/data/testing'
import type { AppDocumentAny } from '@mortise/metadata'
import type { FastifyInstance } from 'fastify'
import { buildServer } from '../build-server.ts'
import { readConfig } from '../config.ts'
import { signSessionCookie } from '../identity/session-cookie.ts'
import { createUser } from '../identity/user-store.ts'
import { assembleServices, type Limits, type Services } from '../services.ts'
import { testApp } from './test-app.ts'

const unlimited = { CALLS_PER_MINUTE: '1000000', UPLOADS_PER_MINUTE: '1000000', ANONYMOUS_CALLS_PER_MINUTE: '1000000' }
/** Tests are quicker than people. */
const unhurried: Limits = {
  ...{ signInsPerMinute: 1000, signInFailures: 1000 },
  ...{ publicAnswersPerMinute: { address: 1000, form: 1000 }, publicUploadsPerMinute: 1000, publicFillMs: 0 },
  lookalikesPerMinute: 100_000,
}
const secret = 'a secret of the tests that is long enough'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  body: any
  text: string
  headers: { [name: string]: unknown }
  cookies: string[]
}

export interface RequestOptions {
  cookie?: string
  token?: string
  headers?: { [name: string]: string }
  address?: string
}

export interface TestUser extends AdminUser {
  cookie: string
}

export interface TestServer {
  app: FastifyInstance
  routes: { method: string; path: string; auth: string | undefined }[]
  services: Services
  /** Sends like a page of ours does: with our Origin. */
  send(method: string, path: string, body?: unknown, options?: RequestOptions): Promise<Answer>
  /** A user with a session. */
  addUser(name: string, input?: Partial<UserInput>): Promise<TestUser>
  close(): Promise<void>
}

/** A whole server over a database of its own, with the test app installed. */
export async function openTestServer(
  database: TestDatabase,
  options: {
    env?: { [name: string]: string }
    limits?: Partial<Limits>
    documents?: AppDocumentAny[]
    withWebFolder?: boolean
  } = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mortise-server-'))
  const opened = await database.open()
  await migrate(opened)
  const { config } = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...unlimited, ...options.env })
  const limits = { ...unhurried, ...options.limits }
  const services = await assembleServices(opened, { config, secret, limits })
  await services.apps.installApp(options.documents ?? testApp, { by: null })
  const webFolder = join(dataDir, 'web')
  if (options.withWebFolder) await writeWebFolder(webFolder)
  const routes: TestServer['routes'] = []
  const app = await buildServer({
    services,
    webFolder,
    onRoute({ method, url, config: { auth } = {} }) {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, path: url, auth })
    },
  })
  await app.ready()
  return {
    app,
    routes,
    services,
    send: (method, path, body, more = {}) => send(app, { method, path, body, ...more }),
    addUser: (name, input) => addUser(services, name, input),
    async close() {
      await app.close()
      await services.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function writeWebFolder(folder: string): Promise<void> {
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Mortise</title>')
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'console.log(1)')
  await writeFile(join(folder, 'assets', 'main-1a2b.js.br'), 'compressed')
}

async function send(
  app: FastifyInstance,
  call: RequestOptions & { method: string; path: string; body: unknown },
): Promise<Answer> {
  const answer = await app.inject({
    method: call.method as 'GET',
    url: `/api${call.path}`,
    payload: call.body as string,
    ...(call.address && { remoteAddress: call.address }),
    headers: {
      host: 'localhost:3000',
      ...(!call.token && { origin: 'http://localhost:3000' }),
      ...(call.cookie && { cookie: call.cookie }),
      ...(call.token && { authorization: `Bearer ${call.token}` }),
      ...call.headers,
    },
  })
  const cookies = [answer.headers['set-cookie'] ?? []].flat()
  return {
    status: answer.statusCode,
    text: answer.body,
    body: parse(answer.body),
    headers: answer.headers,
    cookies: cookies.map(String),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function addUser(services: Services, name: string, input: Partial<UserInput> = {}): Promise<TestUser> {
  const user = await createUser(services.database, { name, email: `${name.toLowerCase()}@example.com`, ...input })
  const token = uuidv7()
  await services.database.run({
    text: 'insert into mortise.session (id, token, user_id, expires_at) values ($1, $2, $3, $4)',
    values: [uuidv7(), token, user.id, new Date(Date.now() + 3_600_000 * 100).toISOString()],
  })
  services.people.forget()
  return { ...user, cookie: `mortise.session_token=${signSessionCookie(token, secret)}` }
}
