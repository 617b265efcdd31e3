import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '..', '..')

/** The table and the facts beneath it, in Markdown. */
export function reportOf(results, { idle, loaded, coldStart, first }) {
  return [
    '| operation | clients | bare req/s | Mortise req/s | ratio | target | bare CPU ms | Mortise CPU ms | bare median ms | Mortise median ms |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...results.map(rowOf),
    '',
    `- memory of the server: ${idle.toFixed(0)} MB idle, ${loaded.toFixed(0)} MB after load`,
    `- cold start to the first answer, on PostgreSQL: ${(coldStart / 1000).toFixed(2)} s`,
    ...(first
      ? [`- first start, embedded, with the CRM: ${first.seconds.toFixed(1)} s (${first.cpu.toFixed(1)} s of CPU)`]
      : []),
    `- JavaScript of the first page: ${(initialScripts() / 1024).toFixed(0)} KB gzip`,
  ].join('\n')
}

export function rowOf({ name, connections, ratio, target, bare, mortise }) {
  const shown = [
    name,
    connections,
    figure(bare.rate),
    figure(mortise.rate),
    `**${ratio.toFixed(2)}**${ratio < target ? ' ✗' : ''}`,
    target,
    figure(bare.cpu),
    figure(mortise.cpu),
    figure(bare.median),
    figure(mortise.median),
  ]
  return `| ${shown.join(' | ')} |`
}

const figure = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))

/** Puts the report behind the prose of docs/performance.md. */
export function writeDocs(report, { rows, rounds }) {
  const file = join(root, 'docs', 'performance.md')
  const [prose] = readFileSync(file, 'utf8').split('<!-- results -->')
  const date = new Date().toISOString().slice(0, 10)
  const machine = `${cpus().length} cores (${cpus()[0].model.trim()})`
  const how = `Measured on ${date}, ${machine}, Node ${process.versions.node}, ${rows} customers, median of ${rounds} interleaved rounds.`
  writeFileSync(file, `${prose}<!-- results -->\n\n${how}\n\n${report}\n`)
}

/** The scripts that the page names, and the modules it preloads. */
function initialScripts() {
  const dist = join(root, 'apps', 'web', 'dist')
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const names = new Set([...page.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1]))
  return [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, name)), { level: 9 }).length, 0)
}
