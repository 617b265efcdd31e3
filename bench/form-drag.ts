/**
 * What a drag over a form of 400 fields costs: milliseconds of script, style and layout for each move of the pointer.
 * Usage: node bench/form-drag.ts [fields] [moves]. Needs PostgreSQL, a Chromium and a built web app.
 */

import { journeyDatabases } from '../e2e/harness/databases.ts'
import { openBrowser, openWindow } from '../e2e/harness/open-browser.ts'
import { administrator, startServer } from '../e2e/harness/start-server.ts'

const fields = Number(process.argv[2] ?? 400)
const moves = Number(process.argv[3] ?? 120)
const sections = 30
const postgres = journeyDatabases.find(({ name }) => name === 'postgres')
if (!postgres || postgres.skip) throw new Error(postgres?.skip ?? 'no PostgreSQL')

const both = (words: string) => ({ zh: words, en: words })
const keys = Array.from({ length: fields }, (_, at) => `field_${at}`)

/** A table of that many fields of several types, and a form with all of them in sections. */
const entity = {
  ...{ kind: 'entity', key: 'large', label: both('Large'), titleField: 'field_0' },
  fields: keys.map((key, at) => ({
    key,
    type: ['text', 'decimal', 'date', 'checkbox'][at % 4],
    label: both(`Field ${at}`),
  })),
}
const form = {
  ...{ kind: 'form', key: 'large_form', label: both('Large'), entity: 'large', columns: 2 },
  items: Array.from({ length: sections }, (_, at) => ({
    ...{ item: 'section', key: `section_${at}`, label: both(`Section ${at}`), columns: 2 },
    items: keys.filter((_key, index) => index % sections === at).map((field) => ({ item: 'field', field })),
  })),
}

const server = await startServer(postgres)
const browser = await openBrowser()
try {
  const window = await openWindow(browser, server.url, { language: 'en' })
  const { email, password } = administrator
  const headers = { origin: server.url }
  await window.request.post('/api/auth/sign-in/email', { data: { email, password }, headers })
  const changes = [entity, form].map((document) => ({ id: `${document.kind}/${document.key}`, base: null, document }))
  const answer = await window.request.post('/api/apps/crm/draft/changes', { data: { changes }, headers })
  if (!answer.ok()) throw new Error(await answer.text())
  const page = await window.newPage()
  const began = performance.now()
  await page.goto('/design/crm/form/large_form')
  await page.locator('[data-form-canvas] [data-node="field:field_0"]').waitFor()
  console.log(
    `${fields} fields in ${sections} sections: on the screen after ${Math.round(performance.now() - began)} ms`,
  )
  await page.waitForTimeout(2000)

  const session = await window.newCDPSession(page)
  // Time of the thread, not of the clock: what else the machine does is not counted.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000
    return { script: of('ScriptDuration'), style: of('RecalcStyleDuration'), layout: of('LayoutDuration') }
  }
  for (const run of [1, 2, 3]) {
    await page.locator('[data-node="field:field_0"]').hover()
    await page.mouse.down()
    await page.mouse.move(700, 300, { steps: 3 })
    const before = await read()
    for (let at = 0; at < moves; at++) {
      await page.mouse.move(520 + ((at * 37) % 560), 150 + ((at * 53) % 600))
    }
    const after = await read()
    await page.keyboard.press('Escape')
    await page.mouse.up()
    const each = (name: keyof typeof after) => ((after[name] - before[name]) / moves).toFixed(2)
    console.log(
      `run ${run}: script ${each('script')} ms, style ${each('style')} ms, layout ${each('layout')} ms a move`,
    )
  }
} finally {
  await browser.close()
  await server.stop()
}
