/** The company that the demo shows: its departments and people. Keys are what demo records refer to. */
export const departments = [
  { key: 'board', name: { zh: '总经办', en: 'Management' }, parent: null, head: 'chen_guoqiang' },
  { key: 'sales', name: { zh: '销售部', en: 'Sales' }, parent: null, head: 'lin_yufei' },
  { key: 'east', name: { zh: '华东区', en: 'East China' }, parent: 'sales', head: 'wang_jian' },
  { key: 'north', name: { zh: '华北区', en: 'North China' }, parent: 'sales', head: 'zhao_min' },
  { key: 'south', name: { zh: '华南区', en: 'South China' }, parent: 'sales', head: 'huang_zhiwei' },
  { key: 'marketing', name: { zh: '市场部', en: 'Marketing' }, parent: null, head: 'sun_lili' },
  { key: 'service', name: { zh: '服务部', en: 'Service' }, parent: null, head: 'zhou_haitao' },
  { key: 'finance', name: { zh: '财务部', en: 'Finance' }, parent: null, head: 'wu_xiuying' },
]

const staff = [
  ['chen_guoqiang', '陈国强', 'board', null, 'management', 'management'],
  ['lin_yufei', '林宇飞', 'sales', 'chen_guoqiang', 'sales_director'],
  ['wang_jian', '王健', 'east', 'lin_yufei', 'sales_manager', 'manager'],
  ['zhang_wei', '张伟', 'east', 'wang_jian', 'sales', 'sales'],
  ['li_na', '李娜', 'east', 'wang_jian', 'sales'],
  ['liu_yang', '刘洋', 'east', 'wang_jian', 'sales'],
  ['xu_jing', '徐静', 'east', 'wang_jian', 'sales'],
  ['zhu_tao', '朱涛', 'east', 'wang_jian', 'sales'],
  ['zhao_min', '赵敏', 'north', 'lin_yufei', 'sales_manager'],
  ['gao_peng', '高鹏', 'north', 'zhao_min', 'sales'],
  ['ma_xiaoyan', '马晓燕', 'north', 'zhao_min', 'sales'],
  ['guo_qiang', '郭强', 'north', 'zhao_min', 'sales'],
  ['he_lin', '何琳', 'north', 'zhao_min', 'sales'],
  ['huang_zhiwei', '黄志伟', 'south', 'lin_yufei', 'sales_manager'],
  ['liang_jiaxin', '梁嘉欣', 'south', 'huang_zhiwei', 'sales'],
  ['luo_jun', '罗俊', 'south', 'huang_zhiwei', 'sales'],
  ['tang_xue', '唐雪', 'south', 'huang_zhiwei', 'sales'],
  ['deng_chao', '邓超群', 'south', 'huang_zhiwei', 'sales'],
  ['feng_yi', '冯毅', 'south', 'huang_zhiwei', 'sales'],
  ['sun_lili', '孙莉莉', 'marketing', 'chen_guoqiang', 'marketing', 'marketing'],
  ['cao_yu', '曹宇', 'marketing', 'sun_lili', 'marketing'],
  ['zhou_haitao', '周海涛', 'service', 'chen_guoqiang', 'service_director'],
  ['yang_fan', '杨帆', 'service', 'zhou_haitao', 'service', 'service'],
  ['song_ke', '宋可', 'service', 'zhou_haitao', 'service'],
  ['jiang_bo', '蒋波', 'service', 'zhou_haitao', 'service'],
  ['wu_xiuying', '吴秀英', 'finance', 'chen_guoqiang', 'finance', 'finance'],
]

const loginLabels = {
  sales: { zh: '销售', en: 'Sales' },
  manager: { zh: '销售经理', en: 'Sales manager' },
  management: { zh: '管理层', en: 'Management' },
  marketing: { zh: '市场', en: 'Marketing' },
  service: { zh: '服务', en: 'Service' },
  finance: { zh: '财务', en: 'Finance' },
}

/** `login` marks those whom the sign-in page of a demo offers. */
export const people = staff.map(([key, name, home, manager, role, login]) => ({
  key,
  name,
  email: `${key.replace('_', '.')}@example.com`,
  department: home,
  manager,
  roles: [`crm/${role}`],
  ...(login ? { login: loginLabels[login] } : {}),
}))

const salesOf = (home) =>
  people.filter((one) => one.department === home && one.roles[0] === 'crm/sales').map((one) => one.key)

/** Sales people by region; the order is that of seniority, so the first have more customers. */
export const salesTeams = { east: salesOf('east'), north: salesOf('north'), south: salesOf('south') }
export const serviceTeam = ['yang_fan', 'song_ke', 'jiang_bo']
