import { deepEqual, isLocalizedText, type LocalizedText } from '@mortise/core'
import type { AddChange } from './change-list.ts'

/** What the properties of documents are called in sentences about changes. */
export const propertyNames: Readonly<Record<string, LocalizedText>> = {
  label: { zh: '名称', en: 'name' },
  plural: { zh: '复数名称', en: 'plural name' },
  description: { zh: '说明', en: 'description' },
  help: { zh: '填写提示', en: 'help text' },
  icon: { zh: '图标', en: 'icon' },
  colour: { zh: '颜色', en: 'colour' },
  version: { zh: '版本', en: 'version' },
  menu: { zh: '菜单', en: 'menu' },
  home: { zh: '首页', en: 'home page' },
  titleField: { zh: '标题字段', en: 'title field' },
  parentField: { zh: '主表关联', en: 'relation to the owning table' },
  required: { zh: '必填', en: 'required' },
  unique: { zh: '唯一', en: 'unique' },
  indexed: { zh: '索引', en: 'index' },
  searchable: { zh: '可搜索', en: 'searchable' },
  default: { zh: '默认值', en: 'default' },
  entity: { zh: '数据表', en: 'table' },
  type: { zh: '类型', en: 'type' },
  actions: { zh: '步骤', en: 'steps' },
  places: { zh: '出现的位置', en: 'places' },
  when: { zh: '条件', en: 'condition' },
  roles: { zh: '适用角色', en: 'roles' },
  confirm: { zh: '确认文字', en: 'question' },
  input: { zh: '先填写的字段', en: 'fields to ask for' },
  primary: { zh: '主要按钮', en: 'prominence' },
  off: { zh: '停用', en: 'switch' },
  page: { zh: '纸张', en: 'paper' },
  header: { zh: '页眉', en: 'header' },
  footer: { zh: '页脚', en: 'footer' },
  pageNumbers: { zh: '页码', en: 'page numbers' },
  columns: { zh: '列', en: 'columns' },
  items: { zh: '布局', en: 'layout' },
  sort: { zh: '排序', en: 'sorting' },
  filter: { zh: '筛选条件', en: 'filter' },
  group: { zh: '分组', en: 'grouping' },
  lanes: { zh: '泳道', en: 'swim lanes' },
  fields: { zh: '卡片字段', en: 'fields on the card' },
  total: { zh: '合计字段', en: 'total' },
  start: { zh: '开始字段', en: 'start' },
  end: { zh: '结束字段', en: 'end' },
  use: { zh: '适用范围', en: 'use' },
  position: { zh: '次序', en: 'order' },
  locked: { zh: '锁定', en: 'lock' },
  colours: { zh: '颜色规则', en: 'colour rules' },
  rowHeight: { zh: '行高', en: 'row height' },
  language: { zh: '语言', en: 'language' },
  form: { zh: '表单', en: 'form' },
  intro: { zh: '说明文字', en: 'introduction' },
  values: { zh: '固定值', en: 'fixed values' },
  parameters: { zh: '链接参数', en: 'parameters of the link' },
  choices: { zh: '可选记录', en: 'records to choose from' },
  opens: { zh: '开始时间', en: 'opening' },
  closes: { zh: '结束时间', en: 'closing' },
  limits: { zh: '次数限制', en: 'limits' },
  duplicates: { zh: '重复时的处理', en: 'treatment of duplicates' },
  files: { zh: '文件上传', en: 'uploading of files' },
  thanks: { zh: '提交后的页面', en: 'page afterwards' },
  title: { zh: '标题', en: 'title' },
  in: { zh: '所在范围', en: 'place inside' },
  on: { zh: '附着的节点', en: 'node that it is at' },
  compensation: { zh: '撤销节点', en: 'node that takes it back' },
  irreversible: { zh: '不可撤销', en: 'irreversibility' },
  approvers: { zh: '处理人', en: 'people' },
  rule: { zh: '审批方式', en: 'way of deciding' },
  whenEmpty: { zh: '无人处理时', en: 'way without anybody' },
  self: { zh: '处理人是发起人时', en: 'way when it is the initiator' },
  repeat: { zh: '重复处理人', en: 'way with the same person again' },
  onReject: { zh: '拒绝后', en: 'way after a rejection' },
  returns: { zh: '退回', en: 'returning' },
  rights: { zh: '可用操作', en: 'what people may do' },
  demands: { zh: '必填要求', en: 'demands' },
  deadlines: { zh: '时限', en: 'deadlines' },
  access: { zh: '字段权限', en: 'rights on fields' },
  duration: { zh: '时长', en: 'duration' },
  condition: { zh: '条件', en: 'condition' },
  message: { zh: '消息', en: 'message' },
  design: { zh: '设计权限', en: 'right to design' },
}

interface Comparison {
  /** What it is about: the table "Customer". */
  subject: LocalizedText
  pointer: string
  add: AddChange
  /** Properties that are compared elsewhere, in more detail. */
  except: readonly string[]
}

const renamed = { zh: '{subject}改名为「{label}」', en: 'Renames {subject} to "{label}"' }
const changedTo = { zh: '{subject}的{property}改为「{value}」', en: 'Changes the {property} of {subject} to "{value}"' }
const removed = { zh: '{subject}去掉了{property}', en: 'Takes the {property} of {subject} out' }
const changed = { zh: '{subject}的{property}有改动', en: 'Changes the {property} of {subject}' }

/** One change for each property that differs, in a sentence that shows simple values. */
export function compareProperties(before: object, after: object, { subject, pointer, add, except }: Comparison): void {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>]
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (except.includes(name) || name === '$schema' || deepEqual(old[name], now[name])) continue
    const property = propertyNames[name] ?? { zh: `「${name}」`, en: `"${name}"` }
    const value = now[name]
    const sentence = sentenceFor(name, value)
    add(`${pointer}/${name}`, sentence, { params: { subject, property, value, label: value } })
  }
}

function sentenceFor(name: string, value: unknown): { zh: string; en: string } {
  if (value === undefined) return removed
  if (name === 'label' && isLocalizedText(value)) return renamed
  return isLocalizedText(value) || (typeof value !== 'object' && typeof value !== 'boolean') ? changedTo : changed
}
