import { instant, person } from './records.mjs'

/** Quotes and contracts that were approved lately, and those that wait for somebody. */
export function addApprovals(records, random) {
  const instances = []
  const quotes = records.all('quote')
  const contracts = records.all('contract')
  const between = (from, to) => (record) => startOf(record) >= from && startOf(record) <= to

  const approved = quotes.filter((quote) => quote.approval === 'approved' && between(-180, -6)(quote))
  // Small ones pass by themselves.
  const open = approved.filter((quote) => quote.status === 'open' && startOf(quote) > -30 && totalOf(quote) > 60_000)
  const waiting = [...sampleWith(random, open, 'zhang_wei', 4, 14), ...quotes.filter(isSubmitted)]
  for (const quote of waiting) {
    records.change('quote', quote.$id, { approval: 'submitted' })
    // Of the large ones some are with the sales director by now.
    const agreed = totalOf(quote) > 220_000 && random.chance(0.5) ? 1 : 0
    instances.push(play(random, 'quote_approval', quote, { from: -random.int(0, 3), agreed }))
  }
  const past = sampleWith(
    random,
    approved.filter((quote) => !waiting.includes(quote)),
    'zhang_wei',
    9,
    80,
  )
  for (const quote of past) instances.push(play(random, 'quote_approval', quote, { from: startOf(quote), agreed: 9 }))
  for (const quote of random.sample(
    quotes.filter((one) => one.approval === 'draft' && startOf(one) < -6),
    6,
  )) {
    records.change('quote', quote.$id, { approval: 'rejected' })
    instances.push(play(random, 'quote_approval', quote, { from: startOf(quote), agreed: 0, rejected: true }))
  }

  for (const contract of contracts.filter(between(-4, 0))) {
    records.change('contract', contract.$id, { approval: 'submitted' })
    const agreed = random.int(0, 3)
    instances.push(play(random, 'contract_approval', contract, { from: startOf(contract), agreed }))
  }
  for (const contract of random.sample(contracts.filter(between(-180, -12)), 50)) {
    instances.push(play(random, 'contract_approval', contract, { from: startOf(contract), agreed: 9 }))
  }
  return instances.sort((one, other) => one.at.$instant - other.at.$instant)
}

const isSubmitted = (quote) => quote.approval === 'submitted'

const totalOf = ({ lines, reduction }) =>
  lines.reduce((sum, { quantity, list_price: price, discount }) => sum + quantity * price * (1 - discount), 0) -
  Number(reduction ?? 0)

/** On which day it was made, counted from today. */
const startOf = (record) => Math.floor(record.created_at.$instant / 1440)

/** Some of one person, the rest of everybody. */
function sampleWith(random, list, owner, own, count) {
  const mine = random.sample(
    list.filter((one) => one.owner.$person === owner),
    own,
  )
  const others = list.filter((one) => !mine.includes(one))
  return [...mine, ...random.sample(others, count - mine.length)]
}

const comments = ['同意', '同意', '价格合理，同意', '请注意交货期', '已与客户确认，同意', '同意，后续控制折扣']
/** Reasons as `templates/crm/processes/quote_approval.json` offers them. */
const refusals = [
  { comment: '折扣过大，请与客户再谈', reason: 'discount_too_deep' },
  { comment: '毛利低于底线，请重新报价', reason: 'margin_too_low' },
  { comment: '付款条件不符合公司规定', reason: 'terms' },
]

/** People decide in working hours, the first soon, those above later; now and then somebody lets it lie. */
function play(random, process, record, { from, agreed, rejected }) {
  let moment = from * 1440 + random.int(9 * 60, 15 * 60)
  const at = instant(0, moment)
  const later = (index) => {
    moment += Math.round((index < 2 ? 150 : 420) * random.skewed(1.1))
    if (random.chance(0.08)) moment += 1440 * random.int(1, 3)
    moment = withinHours(moment)
    return instant(0, moment)
  }
  const acts = Array.from({ length: agreed }, (_, index) => ({
    at: later(index),
    do: 'approve',
    ...(random.chance(0.45) && { comment: random.pick(comments) }),
  }))
  if (rejected) acts.push({ at: later(0), do: 'reject', ...random.pick(refusals) })
  return { process, record: record.$id, by: person(record.owner.$person), at, acts }
}

/** After six in the evening it is done the next morning. */
function withinHours(moment) {
  const minute = ((moment % 1440) + 1440) % 1440
  if (minute > 18 * 60) return moment + (1440 - minute) + 9 * 60 + (minute % 90)
  return minute < 9 * 60 ? moment + (9 * 60 - minute) + (minute % 60) : moment
}
