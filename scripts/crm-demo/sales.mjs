import { lineNames } from './catalogue.mjs'
import { companyName, creditCode, industries, landline, mobileNumber, personName, provinces } from './companies.mjs'
import { customerRemarks, followUpTexts, lostNotes, needs, nextSteps, visitGoals, visitResults } from './content.mjs'
import { salesTeams } from './people.mjs'
import { day, instant, money, person } from './records.mjs'

const stages = ['discovery', 'solution', 'proposal', 'negotiation']
const probabilities = { discovery: '0.1', solution: '0.3', proposal: '0.5', negotiation: '0.75', won: '1', lost: '0' }
const titles = {
  decider: ['总经理', '副总经理', '厂长'],
  influencer: ['技术总监', '设备部经理', '生产经理'],
  user: ['电气工程师', '设备主管', '车间主任'],
  gatekeeper: ['采购经理', '采购专员', '行政主管'],
}
const workTime = (random) => random.int(9 * 60, 17 * 60 + 40)
const ownedBy = (key, createdAt) => ({ owner: person(key), created_at: createdAt })

/** Customers and all that happens with them, from the first call to the last payment. */
export function addSales(records, random, setup) {
  const customers = Array.from({ length: 1000 }, (_, index) => addCustomer(records, random, setup, index))
  const deals = { orders: [], contracts: [], tradingCustomers: [] }
  for (const customer of customers) {
    const count = {
      a: random.int(2, 5),
      b: random.int(1, 3),
      c: random.weighted([
        [0, 45],
        [1, 45],
        [2, 10],
      ]),
    }[customer.level]
    for (let n = 0; n < count; n++) addOpportunity(records, random, setup, customer, deals)
    addRhythm(records, random, customer)
    agreeNextFollowUp(records, customer)
  }
  addLeads(records, random, setup, customers)
  return { customers, ...deals }
}

function addCustomer(records, random, { partners }, index) {
  const province = random.weighted(provinces.map((one) => [one, one.weight]))
  const industry = random.weighted(industries.map((one) => [one, one.weight]))
  const { name, shortName, city } = companyName(random, province, industry)
  const team = salesTeams[province.region]
  const owner = random.weighted(team.map((key, rank) => [key, 10 - rank]))
  const size = random.weighted([
    ['micro', 8],
    ['small', 32],
    ['medium', 36],
    ['large', 18],
    ['huge', 6],
  ])
  const level = random.weighted(
    size === 'huge'
      ? [
          ['a', 60],
          ['b', 35],
          ['c', 5],
        ]
      : size === 'large'
        ? [
            ['a', 35],
            ['b', 45],
            ['c', 20],
          ]
        : [
            ['a', 6],
            ['b', 30],
            ['c', 64],
          ],
  )
  const since = -Math.round(540 * random.next() ** 0.75)
  const pool = level === 'c' && random.chance(0.14) ? 'public' : 'private'
  const lifecycle = random.weighted(
    level === 'a'
      ? [
          ['loyal', 45],
          ['won', 40],
          ['interested', 15],
        ]
      : level === 'b'
        ? [
            ['won', 50],
            ['interested', 30],
            ['loyal', 10],
            ['recalled', 4],
            ['lost', 6],
          ]
        : [
            ['prospect', 45],
            ['interested', 30],
            ['won', 15],
            ['lost', 10],
          ],
  )
  const source = random.weighted([
    ['website', 16],
    ['exhibition', 20],
    ['referral', 18],
    ['cold_call', 18],
    ['search_ads', 10],
    ['wechat', 8],
    ['partner', 7],
    ['tender', 3],
  ])
  const nextFollowUp =
    pool === 'private' && lifecycle !== 'lost'
      ? random.weighted([
          [random.int(-6, -1), 10],
          [0, 8],
          [random.int(1, 7), 30],
          [random.int(8, 45), 52],
        ])
      : null
  const id = records.add('customer', {
    name,
    short_name: shortName,
    credit_code: random.chance(0.93) ? creditCode(random, province) : null,
    level,
    lifecycle,
    industry: industry.key,
    size,
    source,
    province: province.key,
    city: `${city}`,
    address: `${city}${random.pick(['工业园', '高新区', '经济开发区', '科技园'])}${random.pick(['创业', '科创', '兴业', '长江', '和谐', '振兴'])}路 ${random.int(1, 399)} 号`,
    phone: landline(random, province),
    registered_capital: money(random.pick([100, 200, 500, 1000, 2000, 5000, 10000]) * 10_000),
    founded_on: day(-365 * random.int(2, 28) - random.int(0, 364)),
    partner: source === 'partner' ? random.pick(partners) : null,
    pool,
    risk: random.weighted([
      ['low', 80],
      ['medium', 16],
      ['high', 4],
    ]),
    tags: tagsOf(random, level, size),
    remarks: random.chance(0.25) ? random.pick(customerRemarks) : null,
    ...ownedBy(owner, instant(since, workTime(random))),
  })
  const customer = {
    id,
    index,
    name,
    shortName,
    province,
    industry,
    level,
    owner,
    since,
    pool,
    lifecycle,
    source,
    nextFollowUp,
    contacts: [],
    lastFollowUp: null,
  }
  addContacts(records, random, customer)
  return customer
}

function tagsOf(random, level, size) {
  const tags = new Set()
  if (level === 'a') tags.add('key_account')
  if (size === 'huge') tags.add('group_member')
  if (level === 'a' && random.chance(0.25)) tags.add('strategic')
  for (const [tag, chance] of [
    ['price_sensitive', 0.18],
    ['tech_driven', 0.16],
    ['long_payment', 0.1],
    ['export', 0.12],
  ])
    if (random.chance(chance)) tags.add(tag)
  return [...tags].sort()
}

function addContacts(records, random, customer) {
  const roles = random.sample(
    ['decider', 'influencer', 'user', 'gatekeeper'],
    { a: random.int(3, 4), b: random.int(2, 3), c: random.int(1, 2) }[customer.level],
  )
  let boss = null
  for (const role of roles.sort()) {
    const name = personName(random)
    const id = records.add('contact', {
      name,
      customer: customer.id,
      title: random.pick(titles[role]),
      mobile: mobileNumber(),
      email: random.chance(0.6) ? `c${customer.index}.${customer.contacts.length + 1}@example.com` : null,
      wechat: random.chance(0.5) ? `wx${customer.index}${customer.contacts.length}` : null,
      birthday: random.chance(0.4) ? day(-365 * random.int(28, 58) - random.int(0, 364)) : null,
      decision_role: role,
      attitude: random.weighted([
        ['supporter', 40],
        ['neutral', 38],
        ['unknown', 16],
        ['opponent', 6],
      ]),
      reports_to: role === 'decider' ? null : boss,
      primary: customer.contacts.length === 0,
      ...ownedBy(customer.owner, instant(customer.since + random.int(0, 3), workTime(random))),
    })
    if (role === 'decider') boss = id
    customer.contacts.push({ id, name })
  }
}

function addOpportunity(records, random, setup, customer, deals) {
  const line = random.weighted([
    ['controller', 24],
    ['drive', 22],
    ['sensor', 16],
    ['robot', 18],
    ['software', 20],
  ])
  const created = Math.max(customer.since + random.int(1, 30), -random.int(5, 530))
  const cycle = Math.round(28 + 65 * random.skewed())
  const closes = created + cycle
  const open = closes > random.int(-20, 6)
  const stage = open
    ? (stages[
        Math.min(
          3,
          Math.floor(((Math.min(0, closes) - created - Math.max(0, closes) * 0.3) / cycle) * 4 + random.next()),
        )
      ] ?? 'discovery')
    : random.weighted([
        ['won', { a: 62, b: 50, c: 38 }[customer.level]],
        ['lost', 45],
      ])
  const expected = open ? Math.max(closes, random.int(-4, 75)) : closes
  const lines = pickLines(random, setup.catalogue, line, customer)
  const amount = lines.reduce((sum, one) => sum + one.amount, 0)
  const contact = random.pick(customer.contacts)
  const campaign = random.chance(0.2)
    ? setup.campaigns.findLast((one) => one.start < created && one.source === customer.source)
    : null
  const id = records.add('opportunity', {
    name: `${customer.shortName}${lineNames[line]}${random.pick(['升级', '新建', '改造', '扩产', '采购'])}项目`,
    customer: customer.id,
    contact: contact.id,
    stage,
    probability: probabilities[stage],
    amount: money(amount),
    expected_close: day(expected),
    closed_on: open ? null : day(closes),
    product_lines: [...new Set(lines.map((one) => one.product.line))].sort(),
    competitors: random
      .sample(
        setup.competitors,
        random.weighted([
          [0, 40],
          [1, 40],
          [2, 20],
        ]),
      )
      .sort(),
    campaign: campaign?.id,
    source: customer.source,
    loss_reason:
      stage === 'lost'
        ? random.weighted([
            ['price', 35],
            ['competitor', 25],
            ['budget', 15],
            ['timing', 12],
            ['product_fit', 8],
            ['no_decision', 5],
          ])
        : null,
    loss_note: stage === 'lost' ? random.pick(lostNotes) : null,
    need: random.chance(0.7) ? random.pick(needs) : null,
    next_step: open ? random.pick(nextSteps) : null,
    ...ownedBy(customer.owner, instant(created, workTime(random))),
  })
  const deal = { id, customer, contact, line, lines, amount, created, closes: open ? 0 : closes, stage, expected }
  addStageFollowUps(records, random, deal)
  if (stage !== 'discovery' && stage !== 'solution') addQuote(records, random, setup, deal, deals)
}

/** Lines that suit the size of the customer: many cheap parts or a few dear machines, and some service on top. */
function pickLines(random, catalogue, line, customer) {
  const budget = 90_000 * customer.industry.spend * { a: 3.2, b: 1.5, c: 0.7 }[customer.level] * random.skewed(0.8)
  const main = random.sample(
    catalogue.filter((product) => product.line === line),
    random.int(1, 3),
  )
  if (random.chance(0.45)) main.push(random.pick(catalogue.filter((product) => product.line === 'service')))
  return main.map((product) => {
    const quantity = Math.max(1, Math.round((budget / main.length / product.price) * (0.7 + random.next() * 0.6)))
    const discount = random.weighted([
      [0, 25],
      [0.03, 20],
      [0.05, 20],
      [0.08, 15],
      [0.12, 12],
      [0.18, 8],
    ])
    const price = Math.round(product.price * (1 - discount) * 100) / 100
    return { product, quantity, discount, price, amount: Math.round(price * quantity * 100) / 100 }
  })
}

function addStageFollowUps(records, random, deal) {
  const last = deal.stage === 'won' || deal.stage === 'lost' ? 3 : stages.indexOf(deal.stage)
  for (let step = 0; step <= last; step++) {
    const at = deal.created + Math.round(((deal.closes - deal.created) * (step + random.next() * 0.7)) / (last + 1.5))
    addFollowUp(records, random, deal.customer, stages[step], Math.min(at, 0), deal)
  }
  if (deal.stage === 'won' || deal.stage === 'lost')
    addFollowUp(records, random, deal.customer, deal.stage, Math.min(0, deal.closes + random.int(0, 6)), deal)
}

function addFollowUp(records, random, customer, purpose, at, deal) {
  const [subject, content, next] = random.pick(followUpTexts[purpose])
  const contact = deal?.contact ?? random.pick(customer.contacts)
  const fill = (text) =>
    text
      .replaceAll('{contact}', contact.name)
      .replaceAll('{line}', lineNames[deal?.line ?? 'controller'])
      .replaceAll('{n}', String(random.int(2, 9)))
  const minute = at === 0 ? random.int(8 * 60, 9 * 60) : workTime(random)
  const recent = at > -12
  const id = records.add('follow_up', {
    subject: fill(subject),
    type: random.weighted([
      ['call', 42],
      ['visit', 22],
      ['wechat', 20],
      ['meeting', 10],
      ['email', 6],
    ]),
    customer: customer.id,
    contact: contact.id,
    opportunity: deal?.id,
    happened_at: instant(at, minute),
    content: fill(content),
    next_step: next,
    next_date: recent
      ? day(
          random.weighted([
            [0, 30],
            [random.int(1, 5), 45],
            [random.int(6, 20), 25],
          ]),
        )
      : day(at + random.int(5, 30)),
    ...ownedBy(customer.owner, instant(at, minute + random.int(1, 20))),
  })
  const happened = at * 1440 + minute
  if (happened >= (customer.lastFollowUp?.happened ?? Number.NEGATIVE_INFINITY))
    customer.lastFollowUp = { id, at, happened }
}

/** The last time they talked is when the next date was agreed. */
function agreeNextFollowUp(records, { lastFollowUp, nextFollowUp }) {
  if (!lastFollowUp) return
  const next = nextFollowUp === null ? null : day(Math.max(nextFollowUp, lastFollowUp.at))
  records.change('follow_up', lastFollowUp.id, { next_date: next })
}

/** Between deals: calls at the pace of the level, and planned visits. */
function addRhythm(records, random, customer) {
  if (customer.pool === 'public') return
  const pace = { a: 38, b: 75, c: 170 }[customer.level]
  for (let at = customer.since + random.int(3, pace); at < 0; at += Math.round(pace * (0.5 + random.next())))
    addFollowUp(records, random, customer, 'idle', at, null)
  const visits = { a: random.int(2, 4), b: random.int(0, 2), c: random.chance(0.15) ? 1 : 0 }[customer.level]
  for (let n = 0; n < visits; n++) {
    const planned = random.int(Math.max(customer.since + 5, -360), 40)
    const status =
      planned < -1
        ? random.weighted([
            ['done', 82],
            ['missed', 10],
            ['cancelled', 4],
            ['planned', 4],
          ])
        : 'planned'
    records.add('visit_plan', {
      subject: `${random.pick(['拜访', '回访', '季度走访'])}${customer.shortName}`,
      customer: customer.id,
      contact: random.pick(customer.contacts).id,
      cycle: random.weighted([
        ['month', 55],
        ['quarter', 38],
        ['year', 7],
      ]),
      planned_on: day(planned),
      status,
      visited_on: status === 'done' ? day(Math.min(-1, planned + random.int(0, 3))) : null,
      goal: random.pick(visitGoals),
      result: status === 'done' ? random.pick(visitResults) : null,
      ...ownedBy(customer.owner, instant(Math.min(planned - random.int(5, 20), -1), workTime(random))),
    })
  }
}

function addQuote(records, random, setup, deal, deals) {
  const won = deal.stage === 'won'
  const closed = won || deal.stage === 'lost'
  const quoted = Math.min(-1, deal.created + Math.round((deal.closes - deal.created) * (0.5 + random.next() * 0.2)))
  const valid = quoted + 30
  const approval =
    closed || deal.stage === 'negotiation'
      ? 'approved'
      : random.weighted([
          ['approved', 60],
          ['submitted', 25],
          ['draft', 15],
        ])
  const id = records.add('quote', {
    title: `${deal.customer.shortName}${lineNames[deal.line]}报价`,
    customer: deal.customer.id,
    contact: deal.contact.id,
    opportunity: deal.id,
    revision_no: random.weighted([
      [1, 65],
      [2, 28],
      [3, 7],
    ]),
    quoted_on: day(quoted),
    valid_until: day(valid),
    approval,
    status: won ? 'accepted' : deal.stage === 'lost' ? 'declined' : valid < 0 ? 'expired' : 'open',
    lines: deal.lines.map((one) => ({
      product: one.product.id,
      quantity: String(one.quantity),
      list_price: money(one.product.price),
      discount: String(one.discount),
    })),
    // What goes beyond whole thousands is given away while there is still something to win.
    reduction: deal.stage === 'negotiation' ? money(Math.floor(deal.amount) % 1000) : null,
    terms: '交货期：预付款到账后 4 周；付款方式：预付 30%，发货前 60%，验收合格后 10%；报价含 13% 增值税。',
    ...ownedBy(deal.customer.owner, instant(quoted, workTime(random))),
  })
  if (won) addContract(records, random, setup, deal, id, deals)
}

function addContract(records, random, { targets }, deal, quote, deals) {
  const signed = Math.min(-1, deal.closes + random.int(0, 5))
  const delivery = signed + random.int(20, 60)
  const accepted = delivery + random.int(15, 45)
  const plan = [
    ['预付款', 0.3, signed + 7],
    ['发货款', 0.6, delivery - 3],
    ['验收款', 0.1, accepted],
  ].map(([name, share, due]) => ({ name, share, due, amount: 0 }))
  plan[0].amount = Math.round(deal.amount * 30) / 100
  plan[1].amount = Math.round(deal.amount * 60) / 100
  plan[2].amount = Math.round((deal.amount - plan[0].amount - plan[1].amount) * 100) / 100
  // Most pay about on time, some late, a few not at all yet.
  let blocked = false
  for (const item of plan) {
    const late = random.weighted([
      [random.int(-3, 4), 68],
      [random.int(5, 25), 22],
      [random.int(30, 120), 10],
    ])
    item.paidOn = !blocked && item.due + late < 0 ? item.due + late : null
    blocked ||= item.paidOn === null
  }
  const finished = plan.every((item) => item.paidOn !== null)
  const lines = deal.lines.map((one) => ({
    product: one.product.id,
    quantity: String(one.quantity),
    price: money(one.price),
  }))
  const id = records.add('contract', {
    title: `${deal.customer.shortName}${lineNames[deal.line]}采购合同`,
    kind: deal.line === 'software' && random.chance(0.3) ? 'service' : 'sales',
    customer: deal.customer.id,
    quote,
    opportunity: deal.id,
    status: finished ? 'completed' : delivery < 0 ? 'performing' : 'signed',
    approval: 'approved',
    signed_on: day(signed),
    starts_on: day(signed),
    ends_on: day(signed + random.pick([365, 365, 545, 730])),
    signatory: deal.contact.name,
    lines,
    plan: plan.map((item) => ({
      name: item.name,
      due_on: day(item.due),
      amount: money(item.amount),
    })),
    sales_target: targets.find(
      ({ person: whose, start, end }) => whose === deal.customer.owner && start <= signed && signed <= end,
    )?.id,
    ...ownedBy(deal.customer.owner, instant(signed, workTime(random))),
  })
  deals.contracts.push({ id, deal, signed, delivery, accepted })
  addMoney(records, random, deal, id, plan)
  addOrders(records, random, deal, id, { signed, delivery }, deals)
}

let invoiceNumber = 24_100_000

function addMoney(records, random, deal, contract, plan) {
  for (const item of plan) {
    if (item.paidOn === null && item.due > 5) continue
    records.add('invoice', {
      code: String(invoiceNumber++),
      customer: deal.customer.id,
      contract,
      kind: random.weighted([
        ['vat_special', 90],
        ['vat_normal', 10],
      ]),
      amount: money(item.amount),
      tax_rate: '0.13',
      issued_on: item.due - 5 <= -1 ? day(item.due - 5) : null,
      status: item.due - 5 <= -1 ? 'issued' : 'requested',
      ...ownedBy(deal.customer.owner, instant(Math.min(-1, item.due - 7), workTime(random))),
    })
    if (item.paidOn === null) continue
    records.add('payment', {
      customer: deal.customer.id,
      contract,
      instalment: item.name,
      amount: money(item.amount),
      paid_on: day(item.paidOn),
      method: random.weighted([
        ['transfer', 78],
        ['acceptance', 18],
        ['check', 4],
      ]),
      bank_reference: `LS${random.int(100_000_000, 999_999_999)}`,
      confirmed: item.paidOn < -3 || random.chance(0.5),
      ...ownedBy(deal.customer.owner, instant(item.paidOn, workTime(random))),
    })
  }
}

/** A contract is delivered in one order or in two. */
function addOrders(records, random, deal, contract, { signed, delivery }, deals) {
  const goods = deal.lines
  const parts = goods.length > 1 && random.chance(0.3) ? [goods.slice(0, 1), goods.slice(1)] : [goods]
  parts.forEach((lines, index) => {
    const ordered = Math.min(-1, signed + 1 + index * 10)
    const due = delivery + index * 12
    const status = due < -4 ? 'delivered' : due < 2 ? 'shipped' : due < 20 ? 'preparing' : 'confirmed'
    records.add('order', {
      customer: deal.customer.id,
      contract,
      ordered_on: day(ordered),
      delivery_on: day(due),
      delivered_on: status === 'delivered' ? day(Math.min(-1, due + random.int(-2, 4))) : null,
      status,
      lines: lines.map((one) => ({
        product: one.product.id,
        quantity: String(one.quantity),
        price: money(one.price),
      })),
      tracking_no: status === 'shipped' || status === 'delivered' ? `SF${random.int(100_000_000, 999_999_999)}` : null,
      ...ownedBy(deal.customer.owner, instant(ordered, workTime(random))),
    })
    deals.orders.push({ customer: deal.customer, contact: deal.contact, lines, delivered: due })
  })
}

function addLeads(records, random, setup, customers) {
  const converted = random.sample(
    customers.filter((one) => one.source !== 'tender'),
    260,
  )
  for (const customer of converted)
    addLead(records, random, setup, { customer, created: customer.since - random.int(3, 20) })
  for (let n = 0; n < 620; n++)
    addLead(records, random, setup, { customer: null, created: -Math.round(540 * random.next() ** 1.5) })
}

function addLead(records, random, { campaigns, channels }, { customer, created }) {
  const province = customer?.province ?? random.weighted(provinces.map((one) => [one, one.weight]))
  const industry = customer?.industry ?? random.weighted(industries.map((one) => [one, one.weight]))
  const age = -created
  const status = customer
    ? 'converted'
    : age < 3
      ? random.weighted([
          ['new', 75],
          ['contacting', 25],
        ])
      : age < 25
        ? random.weighted([
            ['contacting', 55],
            ['qualified', 30],
            ['invalid', 15],
          ])
        : random.weighted([
            ['invalid', 66],
            ['contacting', 16],
            ['qualified', 18],
          ])
  const source =
    customer?.source ??
    random.weighted([
      ['website', 24],
      ['exhibition', 22],
      ['search_ads', 18],
      ['wechat', 16],
      ['cold_call', 10],
      ['referral', 10],
    ])
  const campaign = campaigns.findLast((one) => one.start <= created && one.source === source)
  const channel = channels.find((one) => one.source === source)
  const arrived = random.int(8 * 60, 19 * 60)
  const contacted = status !== 'new'
  records.add('lead', {
    company: customer?.name ?? companyName(random, province, industry).name,
    person_name: customer?.contacts[0]?.name ?? personName(random),
    job_title: random.pick(['设备经理', '技术经理', '采购经理', '生产总监', '电气工程师', '总经理助理']),
    phone: mobileNumber(),
    status,
    source,
    campaign: campaign && random.chance(0.7) ? campaign.id : null,
    channel: channel && random.chance(0.6) ? channel.id : null,
    province: province.key,
    city: random.pick(province.cities),
    industry: industry.key,
    score: {
      new: random.int(30, 80),
      contacting: random.int(35, 85),
      qualified: random.int(60, 95),
      converted: random.int(70, 98),
      invalid: random.int(5, 45),
    }[status],
    product_lines: random.sample(['controller', 'drive', 'sensor', 'robot', 'software'], random.int(1, 2)).sort(),
    need: random.chance(0.8) ? random.pick(needs) : null,
    contact_deadline: instant(created, arrived + 120),
    contacted_at: contacted ? instant(created, arrived + random.int(10, 300)) : null,
    converted_customer: customer?.id,
    invalid_reason:
      status === 'invalid' ? random.pick(['号码错误', '同行询价', '个人学习', '暂无预算', '需求不匹配']) : null,
    ...ownedBy(customer?.owner ?? random.pick(salesTeams[province.region]), instant(created, arrived)),
  })
}
