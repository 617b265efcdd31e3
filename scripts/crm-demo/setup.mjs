import { competitorRows, partnerNames, products, supplierNames } from './catalogue.mjs'
import { mobileNumber, personName, provinces } from './companies.mjs'
import { articleRows, campaignRows } from './content.mjs'
import { salesTeams } from './people.mjs'
import { day, department, instant, money, person } from './records.mjs'

/** Everything that deals refer to: catalogue, prices, marketing, partners, targets, knowledge. */
export function addSetup(records, random) {
  const catalogue = addProducts(records, random)
  const partners = addPartners(records, random)
  const competitors = competitorRows.map(([name, threat, lines, strengths, weaknesses, tactics]) =>
    records.add('competitor', {
      name,
      threat,
      product_lines: [...lines].sort(),
      strengths,
      weaknesses,
      tactics,
      created_at: instant(-540, 600),
      owner: person('lin_yufei'),
    }),
  )
  const marketing = addMarketing(records, random)
  const targets = addTargets(records)
  addArticles(records, random)
  return { catalogue, partners, competitors, targets, ...marketing }
}

function addProducts(records, random) {
  const catalogue = products.map((product) => ({
    ...product,
    id: records.add('product', {
      name: product.name,
      code: product.code,
      line: product.line,
      unit: product.unit,
      standard_price: money(product.price),
      floor_price: money(product.price * 0.78),
      cost: money(product.price * (0.48 + random.next() * 0.14)),
      status: random.weighted([
        ['active', 92],
        ['limited', 6],
        ['discontinued', 2],
      ]),
      model: product.model || null,
      warranty_months: product.warranty || null,
      created_at: instant(-560, 540),
      owner: person('lin_yufei'),
    }),
  }))
  for (const [name, level, factor] of [
    ['A 级客户价格', 'a', 0.88],
    ['B 级客户价格', 'b', 0.94],
    ['标准价格', null, 1],
  ]) {
    records.add('price_list', {
      name,
      level,
      valid_from: day(-365),
      valid_until: day(200),
      active: true,
      lines: catalogue
        .filter((product) => product.line !== 'service')
        .map((product) => ({ product: product.id, min_quantity: 1, price: money(product.price * factor) })),
      created_at: instant(-365, 600),
      owner: person('lin_yufei'),
    })
  }
  return catalogue
}

function addPartners(records, random) {
  for (const name of supplierNames) {
    records.add('supplier', {
      name: `${name}有限公司`,
      status: random.weighted([
        ['active', 85],
        ['candidate', 10],
        ['paused', 5],
      ]),
      product_lines: random.sample(['controller', 'drive', 'sensor', 'robot'], random.int(1, 2)).sort(),
      contact_name: personName(random),
      phone: mobileNumber(),
      lead_days: random.int(5, 60),
      risk: random.weighted([
        ['low', 75],
        ['medium', 20],
        ['high', 5],
      ]),
      created_at: instant(-random.int(300, 540), 620),
      owner: person('wu_xiuying'),
    })
  }
  return partnerNames.map((name) =>
    records.add('partner', {
      name: `${name}有限公司`,
      kind: random.weighted([
        ['integrator', 60],
        ['agent', 30],
        ['consultant', 10],
      ]),
      status: random.weighted([
        ['active', 85],
        ['candidate', 10],
        ['paused', 5],
      ]),
      contact_name: personName(random),
      phone: mobileNumber(),
      province: random.pick(provinces).key,
      commission: random.pick(['0.05', '0.08', '0.1', '0.12']),
      agreement_until: day(random.int(30, 500)),
      created_at: instant(-random.int(200, 540), 640),
      owner: person(random.pick(['wang_jian', 'zhao_min', 'huang_zhiwei'])),
    }),
  )
}

function addMarketing(records, random) {
  const campaigns = []
  for (let index = 0; index < 24; index++) {
    const [name, kind, source, budget] = campaignRows[index % campaignRows.length]
    const start = -530 + index * 23 + random.int(0, 8)
    const length = kind === 'ads' || kind === 'content' ? 45 : 3
    const status = start + length < 0 ? 'finished' : start <= 0 ? 'running' : 'planned'
    const amount = budget * (0.9 + random.next() * 0.3)
    const id = records.add('campaign', {
      name: index < 12 ? `${name}（上期）` : name,
      kind,
      status,
      starts_on: day(start),
      ends_on: day(start + length),
      budget: money(Math.round(amount / 1000) * 1000),
      cost: status === 'planned' ? null : money(amount * (0.8 + random.next() * 0.25)),
      expected_leads: random.int(20, 80),
      place: kind === 'exhibition' ? random.pick(['上海', '深圳', '北京', '青岛']) : null,
      created_at: instant(start - 30, 600),
      owner: person(random.pick(['sun_lili', 'cao_yu'])),
    })
    campaigns.push({ id, start, length, source, kind })
  }
  const channels = [
    '官网表单',
    '公众号菜单',
    '展会二维码',
    '直播间',
    '老客户推荐码',
    '伙伴推荐码',
    '搜索落地页',
    '样本册二维码',
    '销售名片码',
    '行业协会',
  ].map((name, index) => ({
    source: [
      'website',
      'wechat',
      'exhibition',
      'wechat',
      'referral',
      'partner',
      'search_ads',
      'website',
      'cold_call',
      'other',
    ][index],
    id: records.add('channel', {
      name,
      code: `QD${String(index + 1).padStart(3, '0')}`,
      source: [
        'website',
        'wechat',
        'exhibition',
        'wechat',
        'referral',
        'partner',
        'search_ads',
        'website',
        'cold_call',
        'other',
      ][index],
      campaign: campaigns[12 + index]?.id,
      active: index < 9,
      cost: money(random.int(0, 40) * 500),
      created_at: instant(-400 + index * 10, 700),
      owner: person('cao_yu'),
    }),
  }))
  return { campaigns, channels }
}

/** One target per person and quarter, for the last six quarters and the present one, and one per team. */
function addTargets(records) {
  const targets = []
  for (let quarter = -6; quarter <= 0; quarter++) {
    const start = quarter * 91 - 45
    const label = quarter === 0 ? '本季度' : `前 ${-quarter} 季度`
    for (const [team, members] of Object.entries(salesTeams)) {
      const growth = 1 + (quarter + 6) * 0.04
      members.forEach((key, index) => {
        const id = records.add('sales_target', {
          name: `${label}销售目标`,
          person: person(key),
          team: department(team),
          period: 'quarter',
          starts_on: day(start),
          ends_on: day(start + 90),
          target: money(Math.round((2_400_000 - index * 200_000) * growth)),
          created_at: instant(start - 10, 560),
          owner: person(key),
        })
        targets.push({ id, person: key, start, end: start + 90 })
      })
    }
  }
  return targets
}

function addArticles(records, random) {
  for (const [category, title, tags, body] of articleRows) {
    const created = -random.int(20, 520)
    records.add('article', {
      title,
      category,
      tags: [...tags].sort(),
      body,
      published: true,
      created_at: instant(created, 680),
      owner: person(random.pick(['yang_fan', 'song_ke', 'zhou_haitao'])),
    })
  }
}
