import { setTimeout as wait } from 'node:timers/promises'
import type { ConsoleMessage, Page, Request } from 'playwright-core'

/** What goes on in a page beyond what can be seen. */
export interface PageWatch {
  /** Complaints that match are expected from here on: a refusal that the journey provokes. */
  expect(pattern: RegExp): void
  /** What the browser complained about and was not expected. */
  complaints(): string[]
  /** Waits until nothing is being fetched. Streams of changes never end and do not count. */
  settled(): Promise<void>
}

/** Who is not signed in is told so by a 401, which the browser writes to the console. */
const alwaysExpected = [/401 \(Unauthorized\).*\/api\/session$/]

/** Listens to the console, to what is thrown and to requests. */
export function watchPage(page: Page): PageWatch {
  const heard: string[] = []
  const expected = [...alwaysExpected]
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) heard.push(lineOf(message))
  })
  page.on('pageerror', (error) => heard.push(`thrown: ${error.stack ?? error.message}`))
  return {
    expect: (pattern) => void expected.push(pattern),
    complaints: () => heard.filter((line) => !expected.some((pattern) => pattern.test(line))),
    settled: watchRequests(page),
  }
}

const quietMs = 150
const patienceMs = 20_000

function watchRequests(page: Page): () => Promise<void> {
  const open = new Set<Request>()
  let last = 0
  const ended = (request: Request) => {
    if (open.delete(request)) last = performance.now()
  }
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') open.add(request)
  })
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return async () => {
    const until = performance.now() + patienceMs
    while (open.size > 0 || performance.now() - last < quietMs) {
      if (performance.now() > until) throw new Error(`Still fetching ${[...open].map((request) => request.url())}`)
      await wait(25)
    }
  }
}

function lineOf(message: ConsoleMessage): string {
  return `${message.type()}: ${message.text()} ${message.location().url}`.trim()
}
