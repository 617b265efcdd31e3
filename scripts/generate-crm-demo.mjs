// Makes the demo data of the CRM pack: the same files every time. Run it after changing a table:
//   node scripts/generate-crm-demo.mjs [folder]
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addApprovals } from './crm-demo/approvals.mjs'
import { departments, people } from './crm-demo/people.mjs'
import { createRandom } from './crm-demo/random.mjs'
import { createRecords } from './crm-demo/records.mjs'
import { addSales } from './crm-demo/sales.mjs'
import { addService } from './crm-demo/service.mjs'
import { addSetup } from './crm-demo/setup.mjs'

/** Tables in the order they are installed: what others point to comes first. */
const order = [
  'partner',
  'supplier',
  'competitor',
  'campaign',
  'channel',
  'product',
  'price_list',
  'customer',
  'contact',
  'opportunity',
  'lead',
  'quote',
  'sales_target',
  'contract',
  'order',
  'invoice',
  'payment',
  'follow_up',
  'visit_plan',
  'article',
  'ticket',
  'survey',
  'project',
  'coupon',
]

const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'templates', 'crm', 'demo')
const random = createRandom(20261122)
const records = createRecords(order)
const setup = addSetup(records, random)
const sales = addSales(records, random, setup)
addService(records, random, { ...setup, ...sales })
// With chance of its own: what is above stays as it is.
const instances = addApprovals(records, createRandom(20261123))
records.write(folder)
mkdirSync(folder, { recursive: true })
writeFileSync(
  join(folder, 'people.json'),
  `${JSON.stringify({ password: 'mortise-demo', departments, people }, null, 2)}\n`,
)
writeFileSync(join(folder, 'instances.ndjson'), instances.map((one) => `${JSON.stringify(one)}\n`).join(''))
console.log(
  records
    .count()
    .map(([entity, count]) => `${entity} ${count}`)
    .join(', '),
)
