import { existsSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { Pool } from 'undici'

const ticksPerSecond = 100

/** CPU seconds a process has used so far (fields 14 and 15 of its stat; threads are counted in). */
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** CPU seconds of those who serve a database, where they run on this machine. */
export async function databaseCpu(url) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select pid from pg_stat_activity where datname = current_database()')
  await client.end()
  return rows.reduce((sum, { pid }) => sum + (existsSync(`/proc/${pid}`) ? cpuSeconds(pid) : 0), 0)
}

/** Resident memory in MB. */
export function memoryMb(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
}

/**
 * Sends requests for a while, one in flight per connection, and answers with requests per second, CPU milliseconds of
 * the server per request, and the median latency. Every answer must have the expected status; the first is checked.
 */
export async function load({ origin, pid, connections, milliseconds, next, check, minimum = 3 }) {
  const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 60_000, bodyTimeout: 60_000 })
  const send = async (checked) => {
    const request = next()
    const { statusCode, body } = await pool.request({
      ...request,
      headers: { 'content-type': 'application/json', ...request.headers },
    })
    const text = await body.text()
    if (statusCode >= 300)
      throw new Error(`${request.method} ${request.path} answered ${statusCode}: ${text.slice(0, 400)}`)
    if (checked) check?.(JSON.parse(text))
  }
  await send(true)
  await run(Math.min(600, milliseconds / 3))
  const cpu = cpuSeconds(pid)
  const started = performance.now()
  const latencies = await run(milliseconds)
  const seconds = (performance.now() - started) / 1000
  const used = cpuSeconds(pid) - cpu
  await pool.close()
  latencies.sort((a, b) => a - b)
  return {
    rate: latencies.length / seconds,
    cpu: (used * 1000) / latencies.length,
    median: latencies[Math.floor(latencies.length / 2)],
    count: latencies.length,
  }

  async function run(duration) {
    const end = performance.now() + duration
    const times = []
    const worker = async () => {
      while (performance.now() < end || times.length < minimum) {
        const start = performance.now()
        await send(false)
        times.push(performance.now() - start)
      }
    }
    await Promise.all(Array.from({ length: connections }, worker))
    return times
  }
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
