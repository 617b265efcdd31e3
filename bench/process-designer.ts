/**
 * What is done in the process designer costs with a process of 100 nodes: milliseconds of script, style and layout.
 * Usage: node bench/process-designer.ts [approvals]. Needs PostgreSQL, a Chromium and a built web app.
 */

import { journeyDatabases } from '../e2e/harness/databases.ts'
import { openBrowser, openWindow } from '../e2e/harness/open-browser.ts'
import { administrator, startServer } from '../e2e/harness/start-server.ts'

const rounds = Number(process.argv[2] ?? 19)
const postgres = journeyDatabases.find(({ name }) => name === 'postgres')
if (!postgres || postgres.skip) throw new Error(postgres?.skip ?? 'no PostgreSQL')

/** One choice after the other, each with an approval and a notice in its branches. */
const parts = Array.from({ length: rounds }, (_, at) => at)
const approvers = [{ by: 'manager' }]
const nodes = [
  { key: 'begin', type: 'start' },
  ...parts.flatMap((at) => [
    { key: `ask_${at}`, type: 'approval', options: { approvers } },
    { key: `which_${at}`, type: 'exclusive' },
    { key: `more_${at}`, type: 'approval', options: { approvers } },
    { key: `tell_${at}`, type: 'notice', options: { approvers } },
    { key: `check_${at}`, type: 'handle', options: { approvers } },
  ]),
  { key: 'done', type: 'end' },
]
const line = (from: string, to: string, more: object = {}) => ({ key: `${from}_to_${to}`, from, to, ...more })
const when = { v: 1, expr: { '>': [{ var: 'total' }, 1000] } }
const transitions = [
  line('begin', 'ask_0'),
  ...parts.flatMap((at) => {
    const next = at + 1 < rounds ? `ask_${at + 1}` : 'done'
    return [
      line(`ask_${at}`, `which_${at}`),
      line(`which_${at}`, `more_${at}`, { when }),
      line(`which_${at}`, `tell_${at}`, { otherwise: true }),
      line(`more_${at}`, `check_${at}`),
      line(`check_${at}`, next),
      line(`tell_${at}`, next),
    ]
  }),
]
const document = {
  ...{ kind: 'process', key: 'large', label: { zh: '大流程', en: 'Large' }, entity: 'quote' },
  ...{ start: { hand: {} }, nodes, transitions },
}

const server = await startServer(postgres)
const browser = await openBrowser()
try {
  const window = await openWindow(browser, server.url, { language: 'en' })
  const { email, password } = administrator
  const headers = { origin: server.url }
  await window.request.post('/api/auth/sign-in/email', { data: { email, password }, headers })
  const changes = [{ id: 'process/large', base: null, document }]
  const answer = await window.request.post('/api/apps/crm/draft/changes', { data: { changes }, headers })
  if (!answer.ok()) throw new Error(await answer.text())
  const page = await window.newPage()
  const began = performance.now()
  await page.goto('/design/crm/process/large')
  await page.locator('[data-node="done"]').waitFor()
  console.log(`${nodes.length} nodes: on the screen after ${Math.round(performance.now() - began)} ms`)
  await page.waitForTimeout(2000)

  const session = await window.newCDPSession(page)
  // Time of the thread, not of the clock: what else the machine does is not counted.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
  const measure = async (what: string, times: number, run: (at: number) => Promise<void>) => {
    const before = await read()
    for (let at = 0; at < times; at += 1) {
      await run(at)
      await page.waitForTimeout(60)
    }
    const each = ((await read()) - before) / times
    console.log(`${what}: ${each.toFixed(1)} ms`)
  }
  await page.locator('[data-node="begin"]').focus()
  await measure('arrow to the next node', 30, () => page.keyboard.press('ArrowDown'))
  await measure('insert a node (menu, search, Enter, checked and saved)', 5, async (at) => {
    await page.locator(`[data-node="ask_${at}"]`).focus()
    await page.keyboard.press('i')
    await page.locator('[role=combobox][data-autofocus]').fill('handle')
    await page.keyboard.press('Enter')
    await page.waitForTimeout(900)
  })
  await measure('undo', 5, async () => {
    await page.keyboard.press('Control+z')
    await page.waitForTimeout(900)
  })
  await page.locator('[data-node="which_3"]').focus()
  await measure('fold or unfold a choice', 10, () => page.keyboard.press('f'))
  const map = await page.locator('[data-canvas-map]').boundingBox()
  await page.mouse.move((map?.x ?? 0) + (map?.width ?? 0) / 2, (map?.y ?? 0) + 4)
  await page.mouse.down()
  await measure('drag on the overview map, each move of the pointer', 40, (at) =>
    page.mouse.move((map?.x ?? 0) + (map?.width ?? 0) / 2, (map?.y ?? 0) + 4 + at * 5),
  )
  await page.mouse.up()
  await page.locator('input[type=radio][value=free]').evaluate((one: HTMLElement) => one.click())
  await page.locator('[data-process-stage="free"]').waitFor()
  const from = await page.locator('[data-node="begin"]').boundingBox()
  await page.mouse.move((from?.x ?? 0) + 60, (from?.y ?? 0) + 15)
  await page.mouse.down()
  await measure('drag a node on the canvas, each move of the pointer', 40, (at) =>
    page.mouse.move((from?.x ?? 0) + 60 + at * 3, (from?.y ?? 0) + 15 + at),
  )
  await page.mouse.up()
} finally {
  await browser.close()
  await server.stop()
}
