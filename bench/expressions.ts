/**
 * What expressions cost in JavaScript: closures beside json-logic-js on twenty conditions of a CRM, compiling, checking,
 * and one condition over many records. Usage: node bench/expressions.ts [--write-docs]
 */
import { readFileSync, writeFileSync } from 'node:fs'
import jsonLogic from 'json-logic-js'
import { checkExpression } from '../packages/expressions/src/check/check-expression.ts'
import type { CheckedExpression } from '../packages/expressions/src/check/checked-expression.ts'
import { compileClosure } from '../packages/expressions/src/evaluate/compile-closure.ts'
import type { EvaluationContext, Values } from '../packages/expressions/src/model/value.ts'
import { sampleSchema } from '../packages/expressions/src/testing/sample-schema.ts'

const v = (name: string) => ({ var: name })
/** As somebody would write them for either engine, over records as the API gives them: decimals are texts. */
const conditions: unknown[] = [
  { '>': [v('amount'), 10000] },
  { '==': [v('status'), 'won'] },
  { and: [{ '>=': [v('amount'), 1000] }, { '<': [v('amount'), 50000] }] },
  { or: [{ '==': [v('status'), 'new'] }, { '==': [v('status'), 'open'] }] },
  { '!=': [v('status'), 'lost'] },
  { in: [v('status'), ['new', 'open', 'won']] },
  { and: [{ '==': [v('paid'), false] }, { '>': [v('count'), 3] }] },
  { '!': [{ '==': [v('paid'), true] }] },
  { '>': [{ '*': [v('amount'), v('rate')] }, 5000] },
  { '<=': [{ '-': [v('amount'), { '*': [v('count'), 10] }] }, 9000] },
  { '==': [{ '%': [v('count'), 2] }, 0] },
  { '==': [v('title'), 'Order 17'] },
  { and: [{ '==': [v('status'), 'open'] }, { '>': [v('amount'), 20000] }, { '!=': [v('title'), 'x'] }] },
  { or: [{ and: [{ '>': [v('amount'), 100] }, { '==': [v('paid'), true] }] }, { '<': [v('count'), 2] }] },
  { '>': [{ if: [{ '==': [v('paid'), true] }, 0, v('amount')] }, 500] },
  { '>': [{ max: [v('amount'), 3000] }, 4000] },
  { '<': [{ min: [v('amount'), v('count')] }, 10] },
  { '>=': [{ '+': [v('amount'), { '*': [v('amount'), 0.13] }] }, 11300] },
  { '==': [{ '/': [v('amount'), 4] }, 2500] },
  { and: [{ '!=': [v('status'), 'lost'] }, { or: [{ '>': [v('amount'), 10000] }, { '>': [v('count'), 5] }] }] },
]

const statuses = ['new', 'open', 'won', 'lost']
const records: Values[] = Array.from({ length: 10_000 }, (_, index) => ({
  title: `Order ${index}`,
  amount: `${(index * 977) % 60_000}.${index % 10}5`,
  rate: '0.85',
  count: index % 9,
  paid: index % 3 === 0,
  status: statuses[index % 4],
}))
const context: EvaluationContext = {
  now: '2026-11-22T08:00:00.000Z',
  today: '2026-11-22',
  timeZone: 'Asia/Shanghai',
  user: null,
  workspace: 'main',
  calendar: { exceptions: new Map() },
}

const checked = conditions.map((expr) => {
  const result = checkExpression(expr, { schema: sampleSchema, entity: 'order' })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result
})

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Microseconds per call, the median of interleaved rounds. */
function compare(runs: Record<string, () => number>, rounds = 9): Record<string, number> {
  const times: Record<string, number[]> = {}
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(runs)) {
      const start = performance.now()
      const calls = run()
      times[name] = [...(times[name] ?? []), ((performance.now() - start) * 1000) / calls]
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]))
}

let sink = 0
const ratios = checked.map(({ root }, index) => {
  const closure = compileClosure(root)
  const rule = conditions[index] as Parameters<typeof jsonLogic.apply>[0]
  const times = compare({
    closure() {
      for (const record of records) if (closure({ record, outer: null, context, related: null })) sink++
      return records.length
    },
    'json-logic-js'() {
      for (const record of records) if (jsonLogic.apply(rule, record)) sink++
      return records.length
    },
  })
  return { ...times, ratio: (times['json-logic-js'] ?? 0) / (times.closure ?? 1) }
}) as { closure: number; 'json-logic-js': number; ratio: number }[]

const perRule = (work: (one: CheckedExpression) => unknown) =>
  median(
    checked.map((one) => {
      const { run } = compare({
        run() {
          for (let call = 0; call < 200; call++) if (work(one)) sink++
          return 200
        },
      })
      return run ?? Number.NaN
    }),
  )

const compiling = perRule(({ root }) => compileClosure(root))
const checking = median(
  conditions.map((expr) => {
    const { run } = compare({
      run() {
        for (let call = 0; call < 200; call++)
          if (checkExpression(expr, { schema: sampleSchema, entity: 'order' }).ok) sink++
        return 200
      },
    })
    return run ?? Number.NaN
  }),
)

/** 7 parts each: 71 of them are just below the limit. */
const large = {
  and: Array.from({ length: 71 }, (_, index) => ({ '>': [{ '+': [v('amount'), index] }, { '*': [v('rate'), 3] }] })),
}
const largeChecked = checkExpression(large, { schema: sampleSchema, entity: 'order' })
if (!largeChecked.ok) throw new Error(JSON.stringify(largeChecked.problems))
const { large: largeTime = Number.NaN } = compare({
  large() {
    for (let call = 0; call < 20; call++)
      if (checkExpression(large, { schema: sampleSchema, entity: 'order' }).ok) sink++
    return 20
  },
})

const many = Array.from(
  { length: 100_000 },
  (_, index) => ({ ...records[index % records.length], id: index }) as Values,
)
const manyClosure = compileClosure((checked[2] as CheckedExpression).root)
const { many: manyTime = Number.NaN } = compare({
  many() {
    for (const record of many) if (manyClosure({ record, outer: null, context, related: null })) sink++
    return 1
  },
})

const rows = [
  [
    'closure beside json-logic-js, median of 20 conditions',
    `${median(ratios.map(({ ratio }) => ratio)).toFixed(1)} ×`,
    '10 ×',
  ],
  ['closure, median per record', `${(median(ratios.map(({ closure }) => closure)) * 1000).toFixed(0)} ns`, ''],
  ['slowest of the 20 beside json-logic-js', `${Math.min(...ratios.map(({ ratio }) => ratio)).toFixed(1)} ×`, ''],
  ['compiling to a closure, median', `${compiling.toFixed(1)} µs`, '20 µs'],
  ['checking, median', `${checking.toFixed(1)} µs`, ''],
  ['checking 498 parts', `${(largeTime / 1000).toFixed(2)} ms`, '5 ms'],
  ['100,000 records, one condition of two comparisons', `${(manyTime / 1000).toFixed(0)} ms`, '60 ms'],
]
const table = [
  '| in JavaScript | measured | target |',
  '| --- | --- | --- |',
  ...rows.map((row) => `| ${row.join(' | ')} |`),
].join('\n')
console.log(table)
if (process.argv.includes('--each'))
  for (const [index, { ratio, closure }] of ratios.entries())
    console.log(ratio.toFixed(1), (closure * 1000).toFixed(0), JSON.stringify(conditions[index]))
if (process.argv.includes('--write-docs')) {
  const file = new URL('../docs/expressions.md', import.meta.url)
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/, `$1\n${table}\n\n$2`))
}
if (sink < 0) console.log(sink)
