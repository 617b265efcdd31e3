import { fork } from 'node:child_process'
import { join } from 'node:path'
import { idOf } from './data.mjs'
import { run } from './database.mjs'
import { fill } from './fill.mjs'
import { freePort, stop } from './process.mjs'
import { anyId, expectRows, farOffset, freshCustomer, isFresh, updateTurns } from './workload.mjs'

/** On its relations, as anybody would make them; the rest is what Mortise finds out by itself from the app's views. */
const indexes = ['create index on customer (account_manager)', 'create index on customer (company)']
/** With `--same-indexes` the order of the list has one, too. */
const sortIndex = 'create index on customer (last_contact desc, id desc)'

/** Starts and fills the bare server. */
export async function startBare(database, { rows, sameIndexes }) {
  const port = await freePort()
  const user = idOf('0000', 1)
  const child = fork(join(import.meta.dirname, '..', 'bare', 'server.mjs'), {
    env: { ...process.env, PORT: port, DATABASE_URL: database.url, USER_ID: user, NODE_ENV: 'production' },
  })
  try {
    const token = await tokenOf(child)
    const now = new Date().toISOString()
    const common = { version: 1, created_at: now, updated_at: now, created_by: user, updated_by: user }
    await fill(database.url, { customers: 'customer', companies: 'company', user, common, rows })
    await run(database.url, sameIndexes ? [...indexes, sortIndex] : indexes)
    return {
      name: 'bare',
      pid: child.pid,
      origin: `http://127.0.0.1:${port}`,
      requests: requestsOf(token, user, rows),
      tidy: () =>
        run(database.url, [`delete from customer where ${isFresh}`, 'truncate audit', 'vacuum (analyze) customer']),
      stop: () => stop(child),
    }
  } catch (error) {
    await stop(child)
    throw error
  }
}

function tokenOf(child) {
  return new Promise((resolve, reject) => {
    let token
    child.on('message', (message) => {
      token ??= message.token
      if (message.ready) resolve(token)
    })
    child.once('exit', (code) => reject(new Error(`the bare server ended with ${code}`)))
  })
}

function requestsOf(token, user, rows) {
  const headers = { authorization: `Bearer ${token}` }
  const turn = updateTurns(rows)
  const send = (method, path, body, check) => ({
    next: () => ({ method, path, headers, body: body && JSON.stringify(body()) }),
    check,
  })
  const list = (offset) => {
    const query = { status: ['lead', 'active', 'paused'], active: true, revenue: '10000', size: 50, offset }
    return send(
      'POST',
      '/customer/list',
      () => query,
      (answer) => expectRows(answer.records),
    )
  }
  return {
    read: { next: () => ({ method: 'GET', path: `/customer/${anyId(rows)}`, headers }) },
    list: list(0),
    'list, page 1000': list(farOffset(rows)),
    expand: send('GET', '/customer-expanded', undefined, (answer) => expectRows(answer.records)),
    create: send('POST', '/customer', () => freshCustomer(user)),
    update: {
      next() {
        const { id, score } = turn()
        return { method: 'PATCH', path: `/customer/${id}`, headers, body: JSON.stringify({ score }) }
      },
    },
    'bulk 1000': send('POST', '/customer/bulk', () => Array.from({ length: 1000 }, () => freshCustomer(user))),
    aggregate: send('GET', '/customer-aggregate'),
  }
}
