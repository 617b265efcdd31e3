// Measures the grid with 100,000 × 20 cells in a real browser: mount, scrolling, a column resize, and axe.
// node_modules/.bin/node apps/web/bench/measure-grid.mjs [folder for screenshots]
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'

const require = createRequire(new URL('../../../e2e/package.json', import.meta.url))
const { chromium } = require('playwright-core')
const { AxeBuilder } = require('@axe-core/playwright')
const root = fileURLToPath(new URL('.', import.meta.url))
const outDir = '/tmp/mortise-grid-bench'
const shots = process.argv[2]

const config = { root, configFile: false, plugins: [react()], logLevel: 'error' }
await build({ ...config, build: { outDir, emptyOutDir: true, rollupOptions: { input: `${root}grid.html` } } })
const server = await preview({ ...config, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
const address = server.resolvedUrls.local[0]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const faults = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await page.goto(`${address}grid.html`)
  await page.waitForSelector('[role="gridcell"]')
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  const work = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]))
  }
  const mount = await page.evaluate(() => performance.getEntriesByName('grid-mount')[0]?.duration)
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  console.log(`mount ${Math.round(mount)} ms, ${nodes} elements`)
  for (const [name, step] of [
    ['slow (3 rows a frame)', 102],
    ['fast (a screen a frame)', 800],
    ['across (columns)', 0],
  ]) {
    const before = await work()
    const frames = await page.evaluate(scroll, step)
    console.log(`scroll ${name}: ${frames}; work a frame: ${difference(before, await work(), 120)}`)
  }
  console.log(`resize a column, 60 moves: ${await resize(page)}`)
  const axe = await new AxeBuilder({ page }).include('.ui-grid').analyze()
  for (const { id, impact, nodes: where } of axe.violations)
    console.log(`axe ${impact} ${id}: ${where[0]?.html.slice(0, 160)}`)
  console.log(`axe: ${axe.violations.length} violations · console: ${faults.length ? faults.join(' | ') : 'clean'}`)
  if (shots) await page.screenshot({ path: `${shots}/grid-bench.png` })
} finally {
  await browser.close()
  await server.close()
}

/** Time of the page's own work, which says more than frames on a busy machine. */
function difference(before, after, count) {
  const parts = { script: 'ScriptDuration', style: 'RecalcStyleDuration', layout: 'LayoutDuration' }
  return Object.entries(parts)
    .map(([name, metric]) => `${name} ${((after[metric] - before[metric]) / count).toFixed(1)} ms`)
    .join(', ')
}

/** Scrolls for 120 frames and says how long frames took. Runs in the page. */
async function scroll(step) {
  const scroller = document.querySelector('.ui-grid-scroller')
  scroller.scrollTop = 0
  const frames = []
  let last = performance.now()
  let blank = 0
  for (let frame = 0; frame < 120; frame++) {
    if (step) scroller.scrollTop += step
    else scroller.scrollLeft = (frame * 23) % 1500
    await new Promise(requestAnimationFrame)
    const now = performance.now()
    frames.push(now - last)
    last = now
    const box = scroller.getBoundingClientRect()
    if (!document.elementFromPoint(box.left + 300, box.top + 400)?.closest('[data-row]')) blank += 1
  }
  frames.sort((a, b) => a - b)
  return `p50 ${frames[60].toFixed(0)} ms, p95 ${frames[114].toFixed(0)} ms, ${blank} frames without rows`
}

/** Drags the edge of a column and counts what React drew meanwhile. */
async function resize(page) {
  const handle = await page.locator('[data-header][data-col="2"] .ui-grid-resize').boundingBox()
  await page.evaluate(() => {
    window.changed = 0
    new MutationObserver((list) => {
      window.changed += list.filter((entry) => entry.type === 'childList').length
    }).observe(document.querySelector('.ui-grid-body'), { subtree: true, childList: true })
  })
  const started = Date.now()
  await page.mouse.move(handle.x + 4, handle.y + 10)
  await page.mouse.down()
  for (let move = 1; move <= 60; move++) await page.mouse.move(handle.x + 4 + move, handle.y + 10)
  const during = await page.evaluate(() => window.changed)
  await page.mouse.up()
  const width = await page.locator('[data-header][data-col="2"]').evaluate((cell) => cell.getBoundingClientRect().width)
  return `${Date.now() - started} ms, ${during} rows or cells drawn again, then ${Math.round(width)} px wide`
}
