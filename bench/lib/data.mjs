// The records both servers hold and are sent: one canonical shape, made from its number, so that runs are repeatable.
const statuses = [
  ['lead', 0.3],
  ['active', 0.7],
  ['paused', 0.85],
  ['churned', 0.95],
  ['blocked', 1],
]
const segments = ['smb', 'mid', 'ent', 'gov']
const tagNames = ['asia', 'eu', 'newsletter', 'partner', 'priority', 'trial', 'us', 'vip']
const cities = ['上海', '苏州', '杭州', '深圳', '广州', '北京', '天津', '青岛', '武汉', '成都', '厦门', '长沙']
const words = '客户 计划 明年 扩产 需要 控制 系统 升级 已 联系 采购 等待 报价 方案 现场 勘查 完成 预算 批准 付款'.split(
  ' ',
)

export const companyCount = 2000

function randomOf(seed) {
  let state = (seed * 2654435761 + 12345) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const dayFrom = (year, days) => new Date(Date.UTC(year, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)

/** Customer number `index` with its twenty fields; relations are numbers that each system turns into its own ids. */
export function customer(index) {
  const random = randomOf(index)
  const share = random()
  return {
    name: `Customer ${String(index).padStart(7, '0')}`,
    notes: Array.from({ length: 40 }, () => words[Math.floor(random() * words.length)]).join(''),
    employees: Math.floor(random() * 5000),
    score: Math.floor(random() * 100),
    revenue: (Math.round(random() * 100_000 * 100) / 100).toFixed(2),
    discount: (Math.round(random() * 50 * 100) / 100).toFixed(2),
    active: random() < 0.9,
    vip: random() < 0.1,
    birthday: dayFrom(1950, Math.floor(random() * 20_000)),
    signed_on: dayFrom(2018, Math.floor(random() * 2500)),
    last_contact: new Date(Date.UTC(2023, 0, 1) + Math.floor(random() * 3 * 365 * 86_400) * 1000).toISOString(),
    status: statuses.find(([, below]) => share < below)[0],
    segment: segments[Math.floor(random() * segments.length)],
    tags: tagNames.filter(() => random() < 0.2),
    email: `customer${index}@example.com`,
    phone: `1700000${String(index % 10_000).padStart(4, '0')}`,
    website: `https://www.example.com/c/${index}`,
    city: cities[Math.floor(random() * cities.length)],
    account_manager: 1,
    company: 1 + Math.floor(random() * companyCount),
  }
}

export function company(index) {
  const random = randomOf(index + 5_000_000)
  return {
    name: `Company ${String(index).padStart(5, '0')}`,
    city: cities[Math.floor(random() * cities.length)],
    country: 'CN',
    industry: ['it', 'retail', 'health', 'energy'][Math.floor(random() * 4)],
    size: Math.floor(random() * 10_000),
  }
}

/** A well-formed identifier of record `index` of a family: ids that both systems can hold. */
export function idOf(family, index) {
  return `0180${family}-${String(index >> 16).padStart(4, '0')}-7${String(index & 0xfff)
    .padStart(3, '0')
    .slice(-3)}-8000-${index.toString(16).padStart(12, '0')}`
}
