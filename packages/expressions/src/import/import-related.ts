import type { ExpressionJson } from '../model/expression.ts'
import { kindOf, operatorOf, type RulePart, type RuleReading, refuse, truthy } from './rule-part.ts'

/** A list of records that a rule goes through: a relation, those that meet a condition, or what is made of each. */
interface RuleList {
  relation: string
  items: RuleReading
  filter: ExpressionJson | null
  /** What `map` makes of each. */
  value: ExpressionJson | null
}

/** Operators over lists of records; undefined when it is none of them. */
export function importRelated(part: RulePart): ExpressionJson | undefined {
  if (part.name === 'some' || part.name === 'all' || part.name === 'none') return quantified(part)
  if (part.name === 'reduce') return reduced(part)
  if (part.name === 'map' || part.name === 'filter') return refuse(part.reading, part.at, part.name, insideReduce)
  return undefined
}

function quantified(part: RulePart): ExpressionJson {
  const list = listOf(part.args[0], part.reading, `${part.at}/0`)
  if (!list) return null
  if (list.value !== null || list.filter !== null) return refuse(part.reading, `${part.at}/0`, part.name, relationOnly)
  const test = truthy(list.items.read(part.args[1], list.items, `${part.at}/1`), list.items)
  const quantifier = { [part.name]: [list.relation, test] }
  // There, all of nothing is false.
  return part.name === 'all' ? { and: [{ '>': [{ count: [list.relation] }, 0] }, quantifier] } : quantifier
}

function listOf(rule: unknown, reading: RuleReading, at: string): RuleList | null {
  const call = operatorOf(rule)
  const args = call && Array.isArray(call.argument) ? call.argument : [call?.argument]
  if (call?.name === 'filter' || call?.name === 'map')
    return derivedList(call.name, args, reading, `${at}/${call.name}`)
  const [path] = args
  const target = call?.name === 'var' && typeof path === 'string' ? targetOf(path, reading) : null
  if (target === null || typeof path !== 'string') {
    refuse(reading, at, call?.name ?? '[…]', relationOnly)
    return null
  }
  return { relation: path, items: { ...reading, entity: target }, filter: null, value: null }
}

function derivedList(
  name: 'filter' | 'map',
  args: readonly unknown[],
  reading: RuleReading,
  at: string,
): RuleList | null {
  const list = listOf(args[0], reading, `${at}/0`)
  if (!list) return null
  if (list.value !== null) {
    refuse(reading, at, name, oneMap)
    return null
  }
  const made = list.items.read(args[1], list.items, `${at}/1`)
  if (name === 'map') return { ...list, value: made }
  const test = truthy(made, list.items)
  return { ...list, filter: list.filter === null ? test : { and: [list.filter, test] } }
}

/** The table of the items of a relation. */
function targetOf(path: string, { schema, entity }: RuleReading): string | null {
  let table = schema.entity(entity)
  const names = path.split('.')
  for (const name of names.slice(0, -1)) {
    const type = table?.field(name)?.type
    table = type?.kind === 'ref' ? schema.entity(type.entity) : null
  }
  return table?.relation(names.at(-1) ?? '')?.entity ?? null
}

/** Sums and counts; everything else that goes through items one by one has no counterpart. */
function reduced(part: RulePart): ExpressionJson {
  const { args, reading, at } = part
  const list = listOf(args[0], reading, `${at}/0`)
  if (!list) return null
  const step = operatorOf(args[1])
  const terms = step?.name === '+' && Array.isArray(step.argument) ? step.argument : []
  const others = terms.filter((term) => !isAccumulator(term))
  if (terms.length !== 2 || others.length !== 1) return refuse(reading, at, 'reduce', sumsOnly)
  const item = itemOf(others[0], list, `${at}/1`)
  const filters = list.filter === null ? [] : [list.filter]
  const isCount = item === 1
  const sum: ExpressionJson = isCount
    ? { count: [list.relation, ...filters] }
    : { sum: [list.relation, item, ...filters] }
  const start = reading.read(args[2] ?? 0, reading, `${at}/2`)
  if (start === 0) return sum
  return kindOf(start, reading) === 'num' ? { '+': [start, sum] } : refuse(reading, `${at}/2`, 'reduce', sumsOnly)
}

const isAccumulator = (rule: unknown) => nameOf(rule) === 'accumulator'

/** The name in `{"var": …}`. */
function nameOf(rule: unknown): string | null {
  const call = operatorOf(rule)
  if (call?.name !== 'var') return null
  const [name] = Array.isArray(call.argument) ? call.argument : [call.argument]
  return typeof name === 'string' ? name : null
}

/** What is added for each item: `current` is the item, or what was made of it. */
function itemOf(term: unknown, { items, value }: RuleList, at: string): ExpressionJson {
  if (nameOf(term) === 'current') return value ?? refuse(items, at, 'current', fieldOfItem)
  return isOfItem(term) ? items.read(withoutCurrent(term), items, at) : refuse(items, at, 'reduce', fieldOfItem)
}

/** Besides the item nothing can be named. */
function isOfItem(rule: unknown): boolean {
  if (Array.isArray(rule)) return rule.every(isOfItem)
  const call = operatorOf(rule)
  if (call?.name === 'var') return nameOf(rule)?.startsWith('current.') ?? false
  return !call || isOfItem(call.argument)
}

function withoutCurrent(rule: unknown): unknown {
  const name = nameOf(rule)
  if (name?.startsWith('current.')) return { var: name.slice('current.'.length) }
  if (Array.isArray(rule)) return rule.map(withoutCurrent)
  const call = operatorOf(rule)
  return call ? { [call.name]: withoutCurrent(call.argument) } : rule
}

const insideReduce = { zh: '只能放在 reduce 的求和中。', en: 'only inside a reduce that sums up.' }
const relationOnly = { zh: '须是一个有多条记录的关联。', en: 'it has to be a relation that has many records.' }
const oneMap = { zh: 'map 之后不能再筛选或转换。', en: 'nothing can follow a map.' }
const sumsOnly = {
  zh: '只能求和（+）或计数；其他请用 MINOF、MAXOF、JOINTEXT 等汇总函数。',
  en: 'only sums (+) and counts; for others use an aggregate such as MINOF, MAXOF or JOINTEXT.',
}
const fieldOfItem = { zh: '须写明取哪个字段：current.字段。', en: 'say which field it is: current.field.' }
