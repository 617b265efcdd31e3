/**
 * What a board of many records costs: the statements behind it, and the time until its first cards are on the screen of
 * a browser. The opportunities of the CRM, copied until there are enough. Usage: node bench/kanban.ts [records] [runs]
 * Needs PostgreSQL, a Chromium and a built web app.
 */

import { journeyDatabases } from '../e2e/harness/databases.ts'
import { openBrowser, openWindow } from '../e2e/harness/open-browser.ts'
import { administrator, startServer } from '../e2e/harness/start-server.ts'
import { run } from './lib/database.mjs'

const wanted = Number(process.argv[2] ?? 60_000)
const runs = Number(process.argv[3] ?? 7)
const postgres = journeyDatabases.find(({ name }) => name === 'postgres')
if (!postgres || postgres.skip) throw new Error(postgres?.skip ?? 'no PostgreSQL')

let databaseUrl = ''
const server = await startServer({
  ...postgres,
  async create() {
    const made = await postgres.create()
    databaseUrl = made.url ?? ''
    return made
  },
})
const browser = await openBrowser()
try {
  await copyOpportunities()
  const window = await openWindow(browser, server.url)
  const { email, password } = administrator
  const headers = { origin: server.url }
  await window.request.post('/api/auth/sign-in/email', { data: { email, password }, headers })
  await measureCalls()
  await measurePaint()

  /** What the browser asks for, one after the other: figures of all columns, a page of one. */
  async function measureCalls() {
    const post = async (path: string, data: object) => {
      const answer = await window.request.post(`/api/apps/crm/entities/opportunity/${path}`, { data, headers })
      if (!answer.ok()) throw new Error(await answer.text())
      return await answer.json()
    }
    const metrics = [
      { key: 'records', function: 'count' },
      { key: 'total', function: 'sum', field: 'amount' },
    ]
    const figures = () => post('aggregate', { groups: [{ field: 'stage' }], metrics })
    const column = (stage: string) => () =>
      post('query', {
        filter: { field: 'stage', op: 'eq', value: stage },
        sort: [{ field: 'amount', direction: 'desc' }],
        select: ['name', 'stage', 'customer.name', 'amount', 'expected_close', 'customer_level', 'owner', 'version'],
        page: { size: 25 },
      })
    const { rows } = await figures()
    const total = rows.reduce((sum: number, row: { metrics: { records: number } }) => sum + row.metrics.records, 0)
    console.log(`${total} records in ${rows.length} columns`)
    report('figures of all columns', await times(figures))
    report('a page of the largest column', await times(column('won')))
    report('a page of a small column', await times(column('solution')))
  }

  /** From the address to the first cards, and to those of all columns in sight; a browser that has seen the app before. */
  async function measurePaint() {
    const page = await window.newPage()
    const open = async () => {
      await page.goto('about:blank')
      await page.goto('/a/crm/opportunity?view=opportunities_board', { waitUntil: 'commit' })
      const shown = async (cells: number) => {
        await page
          .locator('[data-cell]:has([data-card])')
          .nth(cells - 1)
          .waitFor()
        return Number(await page.evaluate('performance.now()'))
      }
      return [await shown(1), await shown(4)] as const
    }
    /** From another view of the table, as people come to a board. */
    const turnTo = async () => {
      await page.goto('/a/crm/opportunity?view=opportunities_all')
      await page.locator('[role=gridcell]').first().waitFor()
      await page.waitForTimeout(1500)
      const tab = page.locator('nav button', { hasText: /商机看板|^Board$/ })
      const started = Number(await page.evaluate('performance.now()'))
      await tab.click()
      await page.locator('[data-cell]:has([data-card])').nth(3).waitFor()
      return Number(await page.evaluate('performance.now()')) - started
    }
    await open()
    const seen = []
    for (let turn = 0; turn < runs; turn++) seen.push(await open())
    report(
      'first cards on the screen',
      seen.map(([first]) => first),
    )
    report(
      'cards of four columns',
      seen.map(([, all]) => all),
    )
    const turned = []
    for (let turn = 0; turn < runs; turn++) turned.push(await turnTo())
    report('from a list to the cards of four columns', turned)
  }
} finally {
  await browser.close()
  await server.stop()
}

async function copyOpportunities(): Promise<void> {
  const table = 'ws_main.crm__opportunity'
  const copies = Math.ceil(wanted / 1486)
  await run(databaseUrl, [
    [
      `insert into ${table} select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(),
         'amount', round((random() * 900000)::numeric, 2)))).*
       from ${table} one cross join generate_series(2, $1::int)`,
      copies,
    ],
    [`vacuum (analyze) ${table}`],
  ])
}

async function times(call: () => Promise<unknown>): Promise<number[]> {
  await call()
  const taken: number[] = []
  for (let turn = 0; turn < runs; turn++) {
    const started = performance.now()
    await call()
    taken.push(performance.now() - started)
  }
  return taken
}

function report(what: string, taken: readonly number[]): void {
  const sorted = taken.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
  console.log(`${what}: ${Math.round(sorted[0] ?? 0)} ms at best, ${Math.round(middle)} ms in the middle`)
}
