// Runs a BPMN file without a server: node packages/process/scripts/run-bpmn.ts file.bpmn --events events.json
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { exitCodeOf, printRun, readEvents, runBpmn } from '../src/bpmn.ts'

const usage = `run-bpmn.ts file.bpmn [--events file.json|-] [--variables '{"amount":1200}'] [--process id] [--start id]
            [--now 2026-01-01T00:00:00Z] [--trace text|json] [--lang en|zh]
Ends with 0 when the process is done, 3 when it waits, 2 when the file is refused, 1 when something else is wrong.
`

const code = await main().catch((failure: Error) => {
  process.stderr.write(`${failure.message}\n`)
  return 1
})
process.exitCode = code

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      events: { type: 'string' },
      variables: { type: 'string' },
      process: { type: 'string' },
      start: { type: 'string' },
      now: { type: 'string' },
      trace: { type: 'string', default: 'text' },
      lang: { type: 'string', default: 'en' },
    },
  })
  // `npm run process -- run file.bpmn` says what to do first.
  const [file, ...others] = positionals[0] === 'run' ? positionals.slice(1) : positionals
  if (!file || others.length > 0) throw new Error(usage)
  const given = readEvents(values.events ? readFileSync(values.events === '-' ? 0 : values.events, 'utf8') : '[]')
  if ('wrong' in given) throw new Error(`This is no event: ${given.wrong}`)
  const { events, ...options } = given
  const run = await runBpmn(readFileSync(file, 'utf8'), events, {
    ...options,
    ...(values.variables ? { variables: JSON.parse(values.variables) as { [name: string]: unknown } } : {}),
    ...(values.process ? { process: values.process } : {}),
    ...(values.start ? { start: values.start } : {}),
    ...(values.now ? { now: new Date(values.now).toISOString() } : {}),
  })
  const text =
    values.trace === 'json' ? JSON.stringify(run, null, 2) : printRun(run, values.lang === 'zh' ? 'zh' : 'en')
  process.stdout.write(`${text}\n`)
  return exitCodeOf(run)
}
