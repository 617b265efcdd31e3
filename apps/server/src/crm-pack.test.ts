import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { migrate } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import { loadFieldTypes } from '@mortise/kinds/server'
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
    const { documents, issues } = await loadPack(folder, { fieldTypes: await loadFieldTypes() })
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

/** Statements that find what must not be; each is named by what it says. */
const contradictions = {
  'quotes whose total is not that of their lines': `select q.id from ws_main.crm__quote q join ws_main.crm__quote_line l on l.quote = q.id group by q.id having sum(l.amount) <> q.total`,
  'contracts whose payment plan is not their amount': `select c.id from ws_main.crm__contract c join ws_main.crm__payment_plan p on p.contract = c.id group by c.id having sum(p.amount) <> c.amount`,
  'contracts that were paid more than they are worth': `select c.id from ws_main.crm__contract c join ws_main.crm__payment p on p.contract = c.id group by c.id having sum(p.amount) > c.amount`,
  'orders whose total is not that of their lines': `select o.id from ws_main.crm__order o join ws_main.crm__order_line l on l.order = o.id group by o.id having sum(l.amount) <> o.total`,
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

    it.each(Object.entries(contradictions))('has no %s', async (_what, text) => {
      expect(await rows(`${text} limit 5`)).toEqual([])
    })
  })
})
