/**
 * The first start with the CRM and its demo data on the embedded database: when it says what, and the processor time of
 * its threads. Usage: node bench/first-start.ts [runs] [folder of another checkout, measured in turn]
 * Needs Linux, a built web app, and the empty cluster that `npm start` makes (packages/data/src/database/
 * make-empty-cluster.ts); without that it is three seconds slower.
 */

import { firstStart } from './lib/first-start.mjs'
import { median } from './lib/measure.mjs'

const runs = Number(process.argv[2] ?? 3)
const places = ['.', ...process.argv.slice(3)]
const results = new Map<string, Awaited<ReturnType<typeof firstStart>>[]>(places.map((place) => [place, []]))

for (let run = 0; run < runs; run++) {
  for (const place of run % 2 ? places.toReversed() : places) {
    const result = await firstStart(place === '.' ? undefined : place)
    results.get(place)?.push(result)
    const threads = Object.entries(result.threads)
      .filter(([, seconds]) => Number(seconds) >= 0.1)
      .map(([name, seconds]) => `${name} ${Number(seconds).toFixed(1)}`)
    console.log(`${place}: ${result.seconds.toFixed(1)} s, CPU ${result.cpu.toFixed(1)} s (${threads.join(', ')})`)
    for (const { said, seconds } of result.phases) {
      // What follows are the log-ins.
      console.log(`  ${seconds.toFixed(2)} s  ${said}`)
      if (said.startsWith('ready')) break
    }
  }
}
for (const [place, taken] of results) {
  const of = (figure: 'seconds' | 'cpu') => median(taken.map((one) => one[figure])).toFixed(1)
  console.log(`${place}: ${of('seconds')} s until ready, ${of('cpu')} s of CPU in the middle of ${taken.length} runs`)
}
