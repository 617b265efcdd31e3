import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { migrate } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import { loadCommandActions, loadFieldTypes, loadProcessKnowledge, loadViewTypes } from '@mortise/kinds/server'
import { formatDocument } from '@mortise/metadata'
import { documentPath, loadPack } from '@mortise/packs/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { assembleServices, type Services } from './services.ts'
import { readPacksAhead, runFirst } from './start/first-run.ts'

const root = resolve(import.meta.dirname, '../../..')
const folder = join(root, 'templates/crm')

describe('the CRM pack', () => {
  it('is valid without a single finding, every document in its one spelling', async () => {
    const { documents, issues } = await loadPack(folder, {
      fieldTypes: await loadFieldTypes(),
      viewTypes: await loadViewTypes(),
      commandActions: await loadCommandActions(),
      processes: await loadProcessKnowledge(),
    })
    expect(issues).toEqual([])
    expect(documents?.length).toBeGreaterThan(150)
    for (const document of documents ?? [])
      expect(readFileSync(join(folder, documentPath(document)), 'utf8')).toBe(formatDocument(document))
  })

  it('has the demo data that its generator makes', () => {
    const made = mkdtempSync(join(tmpdir(), 'mortise-demo-'))
    const { status } = spawnSync(process.execPath, [join(root, 'scripts/generate-crm-demo.mjs'), made])
    expect(status).toBe(0)
    const files = readdirSync(join(folder, 'demo')).sort()
    expect(readdirSync(made).sort()).toEqual(files)
    for (const file of files)
      expect(readFileSync(join(made, file)).equals(readFileSync(join(folder, 'demo', file))), file).toBe(true)
    rmSync(made, { recursive: true })
  })
})

interface Line {
  [field: string]: unknown
}

/** The records of a table as the demo data has them. */
function demoRecords(entity: string): (Line & { lines: Line[] })[] {
  const file = readdirSync(join(folder, 'demo')).find((name) => name.endsWith(`_${entity}.ndjson`)) ?? ''
  const text = readFileSync(join(folder, 'demo', file), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/** Statements that find what must not be; each is named by what it says. */
const contradictions = {
  'quotes whose total is not that of their lines': `select q.id from ws_main.crm__quote q join ws_main.crm__quote_line l on l.quote = q.id group by q.id having sum(round(l.quantity * round(l.list_price * (1 - l.discount), 2), 2)) - coalesce(q.reduction, 0) is distinct from q.total`,
  'contracts whose payment plan is not their amount': `select c.id from ws_main.crm__contract c join ws_main.crm__payment_plan p on p.contract = c.id group by c.id having sum(p.amount) is distinct from c.amount`,
  'contracts that were paid more than they are worth': `select c.id from ws_main.crm__contract c join ws_main.crm__payment p on p.contract = c.id group by c.id having sum(p.amount) > c.amount`,
  'orders whose total is not that of their lines': `select o.id from ws_main.crm__order o join ws_main.crm__order_line l on l.order = o.id group by o.id having sum(round(l.quantity * l.price, 2)) is distinct from o.total`,
  'contracts that owe something else than what was not paid': `select c.id from ws_main.crm__contract c left join ws_main.crm__payment p on p.contract = c.id group by c.id having c.amount - coalesce(sum(p.amount), 0) is distinct from c.receivable`,
  'instalments that are paid although nothing came, or the other way round': `select i.id from ws_main.crm__payment_plan i left join ws_main.crm__payment p on p.contract = i.contract and p.instalment = i.name group by i.id having coalesce(sum(p.amount), 0) is distinct from i.paid or (i.status = 'paid') <> (count(p.id) > 0)`,
  'customers that owe something else than their contracts': `select c.id from ws_main.crm__customer c left join ws_main.crm__contract k on k.customer = c.id group by c.id having coalesce(sum(k.receivable), 0) is distinct from c.receivable`,
  'customers whose last follow-up is another': `select c.id from ws_main.crm__customer c left join ws_main.crm__follow_up f on f.customer = c.id and f.happened_at <= f.updated_at + interval '1 hour' group by c.id having max(f.happened_at) is distinct from c.last_follow_up`,
  'customers in the pool, or lost, with a date to be followed up': `select id from ws_main.crm__customer where next_follow_up is not null and (pool = 'public' or lifecycle = 'lost')`,
  'targets reached by contracts of somebody else': `select c.id from ws_main.crm__contract c left join ws_main.crm__sales_target t on t.id = c.sales_target where t.person is distinct from c.owner_id or c.signed_on not between t.starts_on and t.ends_on`,
  'closed deals without an end, open ones with one': `select id from ws_main.crm__opportunity where (stage in ('won', 'lost')) <> (closed_on is not null)`,
  'lost deals without a reason': `select id from ws_main.crm__opportunity where stage = 'lost' and loss_reason is null`,
  'contracts without a won deal': `select c.id from ws_main.crm__contract c left join ws_main.crm__opportunity o on o.id = c.opportunity and o.stage = 'won' where o.id is null`,
  'payments in the future': `select id from ws_main.crm__payment where paid_on > current_date + 1`,
  'invalid credit codes': `select id from ws_main.crm__customer where length(credit_code) <> 18`,
  'records without an owner': `select id from ws_main.crm__customer where owner_id is null or department_id is null`,
  'deals of another than the customer belongs to': `select o.id from ws_main.crm__opportunity o join ws_main.crm__customer c on c.id = o.customer where c.owner_id <> o.owner_id`,
  'history that began before the record': `select c.id from ws_main.crm__customer c join ws_main.event e on e.record_id = c.id where e.at < c.created_at`,
} as const

describe.each(testDatabases)('installed on $name', (database) => {
  describe.skipIf(database.skip)('it', () => {
    let services: Services
    const dataDir = mkdtempSync(join(tmpdir(), 'mortise-crm-'))
    const rows = async (text: string) => (await services.database.run({ text, values: [] })).rows
    beforeAll(async () => {
      const opened = await database.open()
      await migrate(opened)
      const { config } = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', DEMO: '1' })
      services = await assembleServices(opened, { config, secret: 'a secret of the tests that is long enough' })
      await runFirst(services, { step: () => {}, line: () => {} }, readPacksAhead(config))
    })
    afterAll(async () => {
      await services?.close()
      rmSync(dataDir, { recursive: true, force: true })
    })

    it('holds about a thousand customers with eighteen months of history', async () => {
      const [counts] = await rows(`select (select count(*) from ws_main.crm__customer) as customers,
        (select count(*) from ws_main.crm__follow_up) as follow_ups, (select count(*) from ws_main.crm__contract) as contracts,
        (select count(*) from ws_main.crm__follow_up where next_date = current_date) as due_today,
        (select max(created_at) - min(created_at) > interval '500 days' from ws_main.crm__customer) as long`)
      expect(counts).toMatchObject({ customers: 1000, long: true })
      expect(counts?.follow_ups).toBeGreaterThan(8000)
      expect(counts?.contracts).toBeGreaterThan(400)
      expect(counts?.due_today).toBeGreaterThan(5)
    })

    it('keeps every computed value as it would be computed now', async () => {
      const { apps, engine, workspace } = services
      const found = await engine.compareComputed({ workspace, model: await apps.current('crm') })
      expect(found.length).toBeGreaterThan(40)
      expect(found.filter(({ different }) => different > 0)).toEqual([])
    })

    it('has the totals of its demo data', async () => {
      const cents = (text: unknown) => Math.round(Number(text) * 100)
      const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
      const total = (lines: Line[], priceOf: (line: Line) => number) =>
        sum(lines.map((line) => Math.round(Number(line.quantity) * priceOf(line))))
      const quoted = demoRecords('quote').map(
        ({ lines, reduction = 0 }) =>
          total(lines, (line) => Math.round(cents(line.list_price) * (1 - Number(line.discount)))) - cents(reduction),
      )
      const priced = (entity: string) =>
        demoRecords(entity).map(({ lines }) => total(lines, (line) => cents(line.price)))
      const [found] = await rows(`select (select sum(total) from ws_main.crm__quote) as quote,
        (select sum(amount) from ws_main.crm__contract) as contract, (select sum(total) from ws_main.crm__order) as order,
        (select sum(receivable) from ws_main.crm__customer) as receivable,
        (select sum(orders_amount) from ws_main.crm__customer) as ordered,
        (select sum(actual) from ws_main.crm__sales_target) as actual`)
      const signed = sum(priced('contract'))
      const paid = sum(demoRecords('payment').map(({ amount }) => cents(amount)))
      expect(Object.fromEntries(Object.entries(found ?? {}).map(([key, value]) => [key, cents(value)]))).toEqual({
        quote: sum(quoted),
        contract: signed,
        order: sum(priced('order')),
        receivable: signed - paid,
        ordered: sum(priced('order')),
        actual: signed,
      })
    })

    it.each(Object.entries(contradictions))('has no %s', async (_what, text) => {
      expect(await rows(`${text} limit 5`)).toEqual([])
    })
  })
})
