import { chineseHolidays } from '../calendar/public-holidays.ts'
import type { EvaluationContext, Values } from '../model/value.ts'
import { sampleIds } from './sample-ids.ts'
import type { SampleRecords } from './sample-records.ts'

/** The moment and person that the examples of functions are about: a Sunday afternoon in Shanghai. */
export const sampleContext: EvaluationContext = {
  now: '2026-11-22T08:30:00.000Z',
  today: '2026-11-22',
  timeZone: 'Asia/Shanghai',
  user: {
    id: sampleIds.user,
    name: 'Li Na',
    email: 'li.na@example.com',
    departmentId: sampleIds.department,
    departmentAndBelowIds: sampleIds.departments.slice(0, 2),
    teamIds: sampleIds.users.slice(0, 2),
    roles: ['crm/sales'],
  },
  workspace: 'main',
  calendar: { exceptions: new Map(chineseHolidays().map(({ day, works }) => [day, works])) },
}

const line = (number: number, values: Values): Values => ({
  id: sampleIds.line(number),
  order: sampleIds.order(1),
  ...values,
})

/** The records that the examples are about: an order of a customer, with three lines. */
export const sampleOrder: SampleRecords = {
  customer: [
    {
      id: sampleIds.customer(1),
      name: 'Acme',
      level: 'a',
      credit: '5000',
      since: '2020-02-29',
      parent: null,
      active: true,
      owner: sampleIds.user,
    },
  ],
  order: [
    {
      id: sampleIds.order(1),
      title: 'Desks',
      note: null,
      amount: '751.50',
      rate: '0.13',
      count: 6,
      paid: false,
      status: 'open',
      tags: ['big', 'vip'],
      ordered: '2026-11-20',
      due: '2026-12-20',
      shipped: '2026-11-21T16:30:00.000Z',
      photos: [],
      owner: sampleIds.user,
      department: sampleIds.department,
      customer: sampleIds.customer(1),
    },
  ],
  line: [
    line(1, { name: 'Desk', qty: 2, price: '300.00', gift: false, needed: '2026-12-01' }),
    line(2, { name: 'Lamp', qty: 3, price: '50.50', gift: false, needed: '2026-12-02' }),
    line(3, { name: 'Pen', qty: 1, price: '0.00', gift: true, needed: null }),
  ],
  before: [{ id: sampleIds.order(1), status: 'new', tags: [], photos: [], paid: false }],
}
