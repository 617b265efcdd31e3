/**
 * The same forms drawn by Mortise, SurveyJS and form.io in one browser, in turn, and their fields by the browser alone:
 * until a form is there, and what a key costs in a field that rules look at. Usage: node bench/forms/measure.ts [rounds] [fields/rules …] [--write-docs]
 * Needs a Chromium; what it builds goes to a folder that is taken away again.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'
import { openBrowser, openWindow } from '../../e2e/harness/open-browser.ts'
import { benchForm } from './definition.ts'
import { type FormSample, formsReport, writeFormsReport } from './report.ts'

const libraries = ['mortise', 'survey', 'formio', 'bare'] as const
export type Library = (typeof libraries)[number]

const [given, ...rest] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const rounds = Number(given ?? 5)
const cases = (rest.length > 0 ? rest : ['20/20', '50/50', '200/0', '200/50']).map((one) => {
  const [fields = 0, rules = 0] = one.split('/').map(Number)
  return { fields, rules }
})
type Case = (typeof cases)[number]
/** Through the bound of the rules and back, in numbers; there and away again in texts. */
const numberKeys = ['7', '3', 'Backspace', 'Backspace', '6', '4', '1', 'Backspace', 'Backspace', 'Backspace']
const textKeys = ['a', 'b', 'c', 'Backspace', 'Backspace', 'Backspace', 'a', 'b', 'Backspace', 'Backspace']

/** Time for what follows from a key: form.io looks at its rules a tenth of a second later. */
const pause = 160

const outDir = mkdtempSync(join(tmpdir(), 'mortise-forms-'))
const config = { root: import.meta.dirname, configFile: false as const, plugins: [react()], logLevel: 'error' as const }
const input = libraries.map((name) => join(import.meta.dirname, `${name}.html`))
await build({
  ...config,
  build: { outDir, emptyOutDir: true, target: 'es2023', rolldownOptions: { input }, chunkSizeWarningLimit: 9000 },
})
const server = await preview({ ...config, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
const browser = await openBrowser()
const samples: FormSample[] = []
try {
  const window = await openWindow(browser, server.resolvedUrls?.local[0] ?? '', { language: 'en' })
  for (let round = 0; round < rounds; round++) {
    for (const one of cases) {
      const order = round % 2 ? libraries.toReversed() : libraries
      for (const library of order) samples.push(await sample(window, library, one))
    }
    console.log(formsReport(samples))
  }
  if (process.argv.includes('--write-docs')) writeFormsReport(samples, rounds)
} finally {
  await browser.close()
  await server.close()
  rmSync(outDir, { recursive: true })
}

async function sample(
  window: Awaited<ReturnType<typeof openWindow>>,
  library: Library,
  { fields, rules }: Case,
): Promise<FormSample> {
  const page = await window.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`/${library}.html`)
  await page.waitForFunction('window.bench')
  const session = await window.newCDPSession(page)
  // Time of the thread, not of the clock: what else the machine does is not counted.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const threadTime = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
  const mount = async () => {
    const before = await threadTime()
    const milliseconds = Number(await page.evaluate(`window.bench.mount(${fields}, ${rules})`))
    await page.waitForTimeout(300)
    return { milliseconds, thread: (await threadTime()) - before }
  }
  const first = await mount()
  await page.evaluate('window.bench.unmount()')
  const again = await mount()
  const form = benchForm(fields, rules)
  const { numbers, texts } = form.sources
  const before = await threadTime()
  let keys = 0
  for (const source of [...numbers, ...texts]) {
    await page.evaluate(`window.bench.focus('${source}')`)
    const hidden = form.rules.filter(({ kind }) => kind === 'visible').map(({ target }) => target)
    const rule = form.rules.find((one) => one.kind === 'value' && one.source === source && !hidden.includes(one.target))
    await page.evaluate(`window.bench.follow(${JSON.stringify((library !== 'bare' && rule) || null)})`)
    for (const key of numbers.includes(source) ? numberKeys : textKeys) {
      await page.keyboard.press(key)
      await page.waitForTimeout(pause)
      keys++
    }
  }
  await page.waitForTimeout(400)
  const thread = ((await threadTime()) - before) / keys
  const paints = (await page.evaluate('window.bench.paints')) as number[]
  const follows = (await page.evaluate('window.bench.follows')) as number[]
  await page.close()
  if (faults.length > 0) throw new Error(`${library}: ${faults.join(' | ')}`)
  return { library, fields, rules: form.rules.length, first, again, key: { thread, paints, follows } }
}
