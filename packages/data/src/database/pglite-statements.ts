import { type PGlite, parse, protocol } from '@electric-sql/pglite'
import type { PgliteRequest } from './pglite-messages.ts'
import { kyselyParsers } from './value-parsers.ts'

const { serialize } = protocol

/** As many plans are kept; each is a few dozen kilobytes. */
const mostPrepared = 300

interface Prepared {
  name: string
  /** Of its parameters. */
  types: readonly number[]
}

type Run = (request: Pick<PgliteRequest, 'text' | 'values' | 'dates' | 'name'>) => Promise<{
  rows: unknown[]
  affectedRows?: number
}>

/**
 * Runs statements of the embedded database and keeps those prepared that ask for it, as the driver of a server does: the
 * library's own `query` parses and plans each anew, and enters the database six times for it where once is enough.
 */
export function pgliteStatements(database: PGlite): Run {
  /** By name and text: a name of another revision is another statement, because columns may have changed since. */
  const prepared = new Map<string, Prepared>()
  let count = 0

  /** Messages of the protocol in one way into the database. What fails is left out up to the `sync` at their end. */
  async function send(...parts: Uint8Array[]) {
    const message = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
    let at = 0
    for (const part of parts) {
      message.set(part, at)
      at += part.length
    }
    return await database.execProtocolStream(message, { syncToFs: false })
  }

  async function prepare(name: string, text: string): Promise<Prepared> {
    const messages = await send(
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    )
    return { name, types: parse.parseDescribeStatementResults(messages) }
  }

  async function keep(name: string, text: string): Promise<Prepared> {
    const key = `${name} ${text}`
    const known = prepared.get(key)
    // The one used last comes last.
    prepared.delete(key)
    count += known ? 0 : 1
    const statement = known ?? (await prepare(`s${count}`, text))
    prepared.set(key, statement)
    const [oldest] = prepared
    if (prepared.size > mostPrepared && oldest) {
      prepared.delete(oldest[0])
      await send(serialize.close({ type: 'S', name: oldest[1].name }), serialize.sync())
    }
    return statement
  }

  const bound = (value: unknown, type = 0): string | null => {
    if (value === null || value === undefined) return null
    const serializer = database.serializers[type]
    return serializer ? serializer(value) : String(value)
  }

  async function execute({ text, values, name }: Parameters<Run>[0]) {
    const rest = [serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync()]
    if (!name && values.length === 0) return await send(serialize.parse({ text }), serialize.bind({}), ...rest)
    const statement = name ? await keep(name, text) : await prepare('', text)
    const parameters = values.map((value, index) => bound(value, statement.types[index]))
    return await send(serialize.bind({ statement: statement.name, values: parameters }), ...rest)
  }

  return async (request) =>
    await database.runExclusive(async () => {
      const messages = await execute(request)
      if (!database.isInTransaction()) await database.syncToFs()
      const options = request.dates ? { parsers: kyselyParsers } : undefined
      const [result] = parse.parseResults(messages, database.parsers, options)
      return result ?? { rows: [] }
    })
}
