/** Provinces with their sales region, administrative code, area code and cities. */
export const provinces = [
  ['shanghai', '上海', 'east', '310000', '021', ['浦东', '闵行', '松江', '嘉定'], 9],
  ['jiangsu', '江苏', 'east', '320000', '0512', ['苏州', '无锡', '南京', '常州', '南通'], 14],
  ['zhejiang', '浙江', 'east', '330000', '0571', ['杭州', '宁波', '嘉兴', '绍兴', '台州'], 12],
  ['anhui', '安徽', 'east', '340000', '0551', ['合肥', '芜湖', '滁州'], 5],
  ['shandong', '山东', 'north', '370000', '0532', ['青岛', '济南', '烟台', '潍坊'], 9],
  ['beijing', '北京', 'north', '110000', '010', ['亦庄', '海淀', '顺义'], 6],
  ['tianjin', '天津', 'north', '120000', '022', ['滨海', '西青', '武清'], 4],
  ['hebei', '河北', 'north', '130000', '0311', ['石家庄', '唐山', '保定'], 4],
  ['henan', '河南', 'north', '410000', '0371', ['郑州', '洛阳', '新乡'], 4],
  ['liaoning', '辽宁', 'north', '210000', '024', ['沈阳', '大连'], 3],
  ['guangdong', '广东', 'south', '440000', '0755', ['深圳', '东莞', '佛山', '广州', '中山', '惠州'], 15],
  ['fujian', '福建', 'south', '350000', '0592', ['厦门', '福州', '泉州'], 5],
  ['hubei', '湖北', 'south', '420000', '027', ['武汉', '襄阳', '宜昌'], 4],
  ['hunan', '湖南', 'south', '430000', '0731', ['长沙', '株洲'], 3],
  ['sichuan', '四川', 'south', '510000', '028', ['成都', '绵阳'], 4],
  ['chongqing', '重庆', 'south', '500000', '023', ['渝北', '江津'], 2],
].map(([key, name, region, code, area, cities, weight]) => ({ key, name, region, code, area, cities, weight }))

/** Industries with the words of their names and how much their companies spend, relative to the average. */
export const industries = [
  ['machinery', ['机械', '重工', '精密机械', '智能装备'], 18, 1.1],
  ['electronics', ['电子', '光电', '半导体', '电子科技'], 17, 1.2],
  ['automotive', ['汽车零部件', '汽车科技', '车业', '动力科技'], 13, 1.4],
  ['chemical', ['化工', '新材料', '化学'], 8, 1.1],
  ['energy', ['能源', '电力', '新能源', '电气'], 9, 1.5],
  ['food', ['食品', '饮料', '乳业'], 8, 0.8],
  ['pharma', ['医药', '生物制药', '医疗器械'], 7, 1.2],
  ['logistics', ['物流', '仓储', '供应链'], 7, 0.9],
  ['textile', ['纺织', '服饰', '针织'], 5, 0.6],
  ['building', ['建材', '陶瓷', '玻璃'], 4, 0.7],
  ['retail', ['商贸', '贸易'], 2, 0.5],
  ['public', ['水务', '轨道交通', '市政'], 2, 1.6],
].map(([key, words, weight, spend]) => ({ key, words, weight, spend }))

const brandFirst = [...'恒盛瑞华嘉泰鑫宏启明远卓睿德安信博联创诚锦海天龙金凯润昌汇达']
const brandSecond = [...'源业力通达科辉泽成拓维康峰宇星腾隆升耀麟森和立航图晟']
const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷龙史陶贺顾毛郝龚邵万钱严覃武莫孔向汤',
]
const givenNames =
  '建国 志强 晓明 海燕 文静 立新 雪梅 俊杰 思远 雅琴 国庆 丽华 浩然 佳怡 永刚 春梅 子轩 玉兰 振宇 晓红 铁军 婷婷 少华 嘉豪 桂英 东升 美玲 宏伟 慧敏 成龙 静怡 凯 磊 敏 勇 涛 艳 超 霞 平 辉 丹 鹏 倩 斌 莹 峰 琳 波 颖'.split(
    ' ',
  )

export const personName = (random) => random.pick(surnames) + random.pick(givenNames)

const used = new Set()

/** A company that does not exist: place, brand and trade put together; each name once. */
export function companyName(random, province, industry) {
  for (;;) {
    const city = random.pick(province.cities)
    const brand = random.pick(brandFirst) + random.pick(brandSecond)
    const trade = random.pick(industry.words)
    const form = random.weighted([
      ['有限公司', 70],
      ['科技有限公司', industry.key === 'public' ? 0 : 14],
      ['股份有限公司', 10],
      ['集团有限公司', 6],
    ])
    const name = `${city}${brand}${trade}${form}`
    if (used.has(brand + trade) || (trade.endsWith('科技') && form.startsWith('科技'))) continue
    used.add(brand + trade)
    return { name, shortName: brand + trade, city }
  }
}

const creditCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const organisationCharacters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Unified social credit code with valid check characters (GB 32100-2015, organisation code by GB 11714). */
export function creditCode(random, province) {
  const organisation = Array.from(
    { length: 8 },
    () => creditCharacters[random.int(0, creditCharacters.length - 1)],
  ).join('')
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...organisation].reduce(
    (total, character, index) => total + organisationCharacters.indexOf(character) * weights[index],
    0,
  )
  const check = 11 - (sum % 11)
  const body = `91${province.code}${organisation}${check === 10 ? 'X' : check === 11 ? '0' : check}`
  const total = [...body].reduce(
    (value, character, index) => value + creditCharacters.indexOf(character) * (3 ** index % 31),
    0,
  )
  return body + creditCharacters[(31 - (total % 31)) % 31]
}

let phones = 0
/** Mobile numbers of one block that is not given out to people. */
export const mobileNumber = () => `1700000${String((phones++ * 7919) % 10000).padStart(4, '0')}`
export const landline = (random, province) => `${province.area}-5550${String(random.int(0, 9999)).padStart(4, '0')}`
