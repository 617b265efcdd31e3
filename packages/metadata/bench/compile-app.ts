/**
 * Prints how long an app of 60 tables × 40 fields takes to compile: from nothing, when nothing changed, and after a
 * change of one table. Run: node packages/metadata/bench/compile-app.ts
 */
import { compileApp } from '../src/model/compile-app.ts'
import { testFieldTypes as fieldTypes } from '../src/testing/field-types.fixture.ts'
import { largeApp } from '../src/testing/large-app.fixture.ts'
import { validateApp } from '../src/validate/validate-app.ts'

const rounds = 15
const documents = largeApp({ entities: 60, fields: 40 })

time('compile from nothing', () => compileApp(documents, { fieldTypes, revision: 1 }))
const model = compileApp(documents, { fieldTypes, revision: 1 })
const readAgain = structuredClone(documents)
time('compile, nothing changed', () => compileApp(readAgain, { fieldTypes, revision: 2, previous: model }))
const oneChanged = structuredClone(documents).map((document) =>
  document.key === 'table_30' ? { ...document, label: { zh: '新', en: 'New' } } : document,
)
time('compile, one table changed', () => compileApp(oneChanged, { fieldTypes, revision: 2, previous: model }))

time('validate', () => validateApp(documents, { fieldTypes }))

function time(what: string, run: () => unknown): void {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  const first = times[0] ?? 0
  const median = times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
  const show = (ms: number) => `${ms.toFixed(1).padStart(7)} ms`
  process.stdout.write(`${what.padEnd(30)} first ${show(first)}   median ${show(median)}\n`)
}
