/**
 * What pasting lines into a quote of the CRM costs, with its rules and computed fields: milliseconds until all lines are
 * on the page, and then from a key in one of them until it is painted. Usage: node bench/lines-paste.ts [lines]. Needs PostgreSQL, a Chromium and a built web app.
 */

import { journeyDatabases } from '../e2e/harness/databases.ts'
import { openBrowser, openWindow } from '../e2e/harness/open-browser.ts'
import { administrator, startServer } from '../e2e/harness/start-server.ts'

const lines = Number(process.argv[2] ?? 1000)
const postgres = journeyDatabases.find(({ name }) => name === 'postgres')
if (!postgres || postgres.skip) throw new Error(postgres?.skip ?? 'no PostgreSQL')

const server = await startServer(postgres)
const browser = await openBrowser()
try {
  const window = await openWindow(browser, server.url, { language: 'zh' })
  const headers = { origin: server.url }
  const { email, password } = administrator
  await window.request.post('/api/auth/sign-in/email', { data: { email, password }, headers })
  await window.request.patch('/api/session', { data: { language: 'zh' }, headers })
  const answer = await window.request.post('/api/apps/crm/entities/product/query', {
    data: { select: ['name'], page: { size: 20 } },
    headers,
  })
  const products: { name: string }[] = (await answer.json()).records
  const text = Array.from(
    { length: lines },
    (_, at) => `${products[at % products.length]?.name}\t${1 + (at % 9)}`,
  ).join('\n')
  const page = await window.newPage()
  for (const run of [1, 2, 3]) {
    await page.goto('/a/crm/quote')
    await page
      .getByRole('button', { name: /新建报价/ })
      .first()
      .click()
    await page.getByRole('button', { name: '添加一行' }).first().click()
    await page.locator('fieldset table tbody td:nth-child(2) input').first().waitFor()
    const began = performance.now()
    await page.evaluate(`{
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', ${JSON.stringify(text)})
      document.querySelector('fieldset table tbody td:nth-child(2) input')
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }`)
    await page.locator(`fieldset table tbody tr:nth-child(${lines})`).waitFor({ state: 'attached', timeout: 120_000 })
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))')
    console.log(`run ${run}: ${lines} lines on the page after ${Math.round(performance.now() - began)} ms`)
    await page.locator('fieldset table tbody tr:nth-child(3) td:nth-child(3) input').click()
    await page.waitForTimeout(1000)
    await page.evaluate(`{
      window.painted = []
      document.addEventListener('keydown', () => {
        const began = performance.now()
        requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now() - began)))
      }, true)
    }`)
    for (const key of '1234567890') {
      await page.keyboard.press(key)
      await page.waitForTimeout(300)
    }
    const painted = ((await page.evaluate('window.painted')) as number[]).sort((a, b) => a - b)
    console.log(
      `  a key is painted after ${Math.round(painted[5] ?? 0)} ms (median), ${Math.round(painted[9] ?? 0)} ms at most`,
    )
  }
} finally {
  await browser.close()
  await server.stop()
}
