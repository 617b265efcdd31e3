import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const dataDir = mkdtempSync(join(tmpdir(), 'mortise-start-'))

interface Started {
  child: ChildProcess
  output(): string
  exit: Promise<number | null>
}

const children: ChildProcess[] = []

function start(env: { [name: string]: string }): Started {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, PORT: '0', PACKS: '', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
  })
  children.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  return { child, output: () => output, exit: new Promise((resolve) => child.on('exit', resolve)) }
}

async function addressOf(started: Started): Promise<string> {
  for (;;) {
    const found = /➜ {2}(http\S+)/.exec(started.output())
    if (found?.[1]) return found[1]
    if (started.child.exitCode !== null) throw new Error(`the server did not start: ${started.output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

describe('starting the server', () => {
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  it('prepares an empty installation, answers, refuses a second server on the same data, and drains when told to stop', async () => {
    const first = start({ ADMIN_EMAIL: 'root@example.com', DEMO: '0' })
    const address = await addressOf(first)
    const [, password] = /root@example\.com\s+(\S+)/.exec(first.output()) ?? []
    expect(await (await fetch(`${address}/api/health`)).json()).toMatchObject({ status: 'ok', database: 'pglite' })
    const signIn = await fetch(`${address}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify({ email: 'root@example.com', password }),
    })
    expect(signIn.status).toBe(200)

    const second = start({})
    expect(await second.exit).toBe(1)
    expect(second.output()).toMatch(/正被另一个 Mortise 进程/)
    expect(second.output()).toMatch(/in use by another Mortise/)
    expect(second.output()).not.toMatch(/ at .*\.ts:/)

    const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const stream = await fetch(`${address}/api/session`, { headers: { cookie } })
    expect(stream.status).toBe(200)
    const begun = performance.now()
    first.child.kill('SIGTERM')
    expect(await first.exit).toBe(0)
    expect(performance.now() - begun).toBeLessThan(10_000)
  })

  it('says that the port is taken', async () => {
    const other: Server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    const started = start({ PORT: String(port) })
    expect(await started.exit).toBe(1)
    expect(started.output()).toContain(`端口 ${port} 已被其他程序占用`)
    expect(started.output()).toContain(`Port ${port} on 127.0.0.1 is used by another program`)
    other.close()
  })

  it.each([
    ['a database that does not answer', { DATABASE_URL: 'postgres://root:geheim@127.0.0.1:9/x' }, /cannot be reached/],
    ['a database address of another kind', { DATABASE_URL: 'mysql://x/y' }, /DATABASE_URL must be/],
    ['a port that is none', { PORT: 'http' }, /PORT must be a whole number/],
    ['an address that is not of this machine', { HOST: '203.0.113.7' }, /is not an address of this machine/],
    ['a data directory that cannot be written', { DATA_DIR: '/dev/null/data' }, /cannot be written/],
  ])('says in one sentence what is wrong with %s', async (_name, env, sentence) => {
    const started = start(env as unknown as { [name: string]: string })
    expect(await started.exit).toBe(1)
    expect(started.output()).toMatch(sentence)
    expect(started.output()).not.toMatch(/geheim| at .*\.ts:/)
  })
})
