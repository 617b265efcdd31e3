import { company, companyCount, customer, idOf } from './data.mjs'
import { run } from './database.mjs'

const perStatement = 5000

/** Puts the same rows into either system's tables by SQL; `common` are the values of its system columns. */
export async function fill(url, { customers, companies, user, common, rows }) {
  await run(url, [
    insert(companies, numbers(1, companyCount), (index) => ({ id: idOf('0001', index), ...company(index) })),
  ])
  for (let from = 1; from <= rows; from += perStatement)
    await run(url, [
      insert(customers, numbers(from, Math.min(from + perStatement - 1, rows)), (index) => ({
        id: idOf('0002', index),
        ...storedCustomer(index, user),
      })),
    ])
  await run(url, [`vacuum (analyze) ${customers}`, `vacuum (analyze) ${companies}`])

  function insert(table, indexes, make) {
    const list = indexes.map((index) => ({ ...make(index), ...(table === customers || common.owner_id ? common : {}) }))
    const columns = Object.keys(list[0])
      .map((name) => `"${name}"`)
      .join(', ')
    const text = `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`
    return [text, JSON.stringify(list)]
  }
}

/** A customer with the ids that its relations have in the database. */
export function storedCustomer(index, user) {
  const record = customer(index)
  return { ...record, account_manager: user, company: idOf('0001', record.company) }
}

const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
