import { lineNames } from './catalogue.mjs'
import { surveyComments, ticketTexts } from './content.mjs'
import { serviceTeam } from './people.mjs'
import { day, instant, money, person } from './records.mjs'

const workTime = (random) => random.int(9 * 60, 17 * 60)

/** What comes after the sale: tickets and surveys, projects, coupons. */
export function addService(records, random, { orders, contracts, customers }) {
  for (const order of orders) {
    const count =
      order.delivered < -5
        ? random.weighted([
            [0, 35],
            [1, 35],
            [2, 20],
            [3, 10],
          ])
        : 0
    for (let n = 0; n < count; n++) addTicket(records, random, order)
  }
  for (const contract of contracts)
    if (contract.deal.amount > 250_000 && random.chance(0.55)) addProject(records, random, contract)
  const traded = customers.filter((one) => ['won', 'loyal', 'lost', 'recalled'].includes(one.lifecycle))
  const rewarded = traded.filter(() => random.chance(0.25))
  for (const [index, customer] of rewarded.entries()) addCoupon(records, random, customer, index)
}

function addTicket(records, random, order) {
  const kind = random.weighted([
    ['consult', 44],
    ['repair', 36],
    ['complaint', 12],
    ['return', 8],
  ])
  const [subject, description, solution, cause] = random.pick(ticketTexts[kind])
  const product = random.pick(order.lines).product
  const fill = (text) => text.replaceAll('{product}', product.name)
  const received = random.int(order.delivered, -1)
  const minute = workTime(random)
  const priority =
    kind === 'complaint'
      ? random.weighted([
          ['urgent', 30],
          ['high', 60],
          ['normal', 10],
        ])
      : random.weighted([
          ['urgent', 6],
          ['high', 20],
          ['normal', 60],
          ['low', 14],
        ])
  const hours = { urgent: 24, high: 48, normal: 72, low: 120 }[priority]
  const took = Math.round(hours * 60 * (0.15 + random.next() * 1.05))
  const resolved = received * 1440 + minute + took < -600
  const status = resolved
    ? random.weighted([
        ['closed', 60],
        ['confirmed', 25],
        ['resolved', 15],
      ])
    : random.weighted([
        ['assigned', 75],
        ['new', 25],
      ])
  const score =
    resolved && random.chance(0.6)
      ? random.weighted(
          kind === 'complaint'
            ? [
                [2, 20],
                [3, 35],
                [4, 30],
                [5, 15],
              ]
            : [
                [3, 10],
                [4, 35],
                [5, 50],
                [2, 5],
              ],
        )
      : null
  const agent = random.pick(serviceTeam)
  const ticket = records.add('ticket', {
    subject: fill(subject),
    customer: order.customer.id,
    contact: order.contact.id,
    product: product.id,
    kind,
    priority,
    status,
    source: random.weighted([
      ['phone', 52],
      ['wechat', 22],
      ['form', 16],
      ['email', 10],
    ]),
    assignee: status === 'new' ? null : person(agent),
    received_at: instant(received, minute),
    respond_by: instant(received, minute + { urgent: 120, high: 240, normal: 240, low: 480 }[priority]),
    resolve_by: instant(received, minute + hours * 60),
    responded_at: status === 'new' ? null : instant(received, minute + random.int(8, 320)),
    resolved_at: resolved ? instant(received, minute + took) : null,
    escalation: took > hours * 60 && kind === 'complaint' ? 1 : 0,
    description: fill(description),
    solution: resolved ? fill(solution) : null,
    root_cause: resolved ? cause : null,
    satisfaction: score,
    owner: person(agent),
    created_at: instant(received, minute),
  })
  if (score !== null && random.chance(0.7))
    addSurvey(records, random, order, ticket, score, received + Math.ceil(took / 1440))
}

function addSurvey(records, random, order, ticket, satisfaction, at) {
  const score = Math.max(0, Math.min(10, satisfaction * 2 + random.int(-1, 0)))
  const group = score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor'
  records.add('survey', {
    title: '服务满意度回访',
    customer: order.customer.id,
    contact: order.contact.id,
    ticket,
    score,
    answered_on: day(Math.min(0, at + random.int(0, 3))),
    comment: random.chance(0.6) ? random.pick(surveyComments[group]) : null,
    owner: person(order.customer.owner),
    created_at: instant(Math.min(-1, at + 1), workTime(random)),
  })
}

const phases = [
  ['survey', '现场调研与点位确认', 6],
  ['design', '方案与图纸设计', 12],
  ['procure', '设备采购与备货', 25],
  ['install', '现场安装', 14],
  ['install', '联机调试', 12],
  ['trial', '试运行', 20],
  ['accept', '培训与验收', 5],
]

function addProject(records, random, { id, deal, signed }) {
  const manager = random.pick(serviceTeam)
  let start = signed + random.int(3, 10)
  const first = start
  let previous = null
  const tasks = phases.map(([phase, name, length]) => {
    const end = start + Math.round(length * (0.8 + random.next() * 0.6))
    const progress = end < 0 ? 1 : start > 0 ? 0 : Math.round((-start / (end - start)) * 20) / 20
    const line = {
      id: records.nextId(),
      name,
      phase,
      assignee: person(random.pick(serviceTeam)),
      starts_on: day(start),
      ends_on: day(end),
      progress: String(progress),
      status: progress === 1 ? 'done' : progress > 0 ? 'doing' : 'todo',
      depends_on: previous,
    }
    previous = line.id
    start = end + 1
    return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null))
  })
  records.add('project', {
    name: `${deal.customer.shortName}${lineNames[deal.line]}实施项目`,
    customer: deal.customer.id,
    opportunity: deal.id,
    contract: id,
    status: start < 0 ? 'finished' : first > 0 ? 'planning' : 'running',
    manager: person(manager),
    starts_on: day(first),
    ends_on: day(start - 1),
    budget: money(Math.round(deal.amount * 0.08)),
    tasks: tasks.map(({ id: line, ...task }) => ({ $id: line, ...task })),
    owner: person(deal.customer.owner),
    created_at: instant(Math.min(-1, first - 3), workTime(random)),
  })
}

function addCoupon(records, random, customer, index) {
  const issued = -random.int(5, 300)
  const used = random.chance(0.3)
  const kind = random.weighted([
    ['amount', 60],
    ['service', 25],
    ['discount', 15],
  ])
  records.add('coupon', {
    code: `YH${String(index + 1).padStart(5, '0')}`,
    customer: customer.id,
    kind,
    value: money(random.pick([500, 1000, 2000, 5000])),
    minimum: money(random.pick([10_000, 20_000, 50_000])),
    issued_on: day(issued),
    expires_on: day(issued + 180),
    used,
    used_on: used ? day(Math.min(-1, issued + random.int(3, 150))) : null,
    owner: person(customer.owner),
    created_at: instant(issued, workTime(random)),
  })
}
