import pg from 'pg'

const serverUrl = process.env.BENCH_DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/postgres'

/** A database of its own for one system under test. */
export async function createDatabase(name) {
  await run(serverUrl, [`create database ${name}`])
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(serverUrl, [`drop database if exists ${name} with (force)`]) }
}

/** Runs statements one after the other on a connection of its own. */
export async function run(url, statements) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) {
      const [text, values] = [statement].flat()
      await client.query(text, values && [values])
    }
  } finally {
    await client.end()
  }
}
