import { type RawBuilder, sql } from 'kysely'
import { aggregators } from '../evaluate/aggregators.ts'
import type { AggregateName } from '../functions/aggregates.ts'
import type { FunctionDefinition } from '../functions/function-definition.ts'
import type { FunctionSql } from '../functions/function-sql.ts'
import { functionsSql } from '../functions/functions.sql.ts'
import { functions } from '../functions/functions.ts'
import { one, type Value } from '../model/value.ts'

/** One wrong definition, as somebody might write it who does not know better. */
export interface Mutation {
  /** What is wrong. */
  name: string
  /** The function or aggregate, as it is stored. */
  of: string
  side: 'sql' | 'javascript'
  /** Puts it in the place of the right one; the answer puts that back. */
  apply(): () => void
}

type Sql = RawBuilder<unknown>

function inSql(of: string, name: string, wrong: FunctionSql): Mutation {
  const table = functionsSql as Map<string, FunctionSql>
  const right = table.get(of)
  return {
    name,
    of,
    side: 'sql',
    apply() {
      table.set(of, wrong)
      return () => {
        if (right) table.set(of, right)
      }
    },
  }
}

/** The same with one argument or two only, which is all that most need. */
const simple = (of: string, name: string, wrong: (a: Sql, b: Sql, c: Sql) => Sql): Mutation =>
  inSql(of, name, ([a = sql`null`, b = sql`1`, c = sql`null`]) => wrong(a, b, c))

function inJavaScript(
  of: string,
  name: string,
  wrong: Pick<FunctionDefinition, 'evaluate'> | Pick<FunctionDefinition, 'closure'>,
): Mutation {
  const definition = functions.get(of)
  if (!definition) throw new Error(`unreachable: there is no function ${of}`)
  const { evaluate, closure } = definition
  return {
    name,
    of,
    side: 'javascript',
    apply() {
      Object.assign(definition, { evaluate: undefined, closure: undefined }, wrong)
      return () => void Object.assign(definition, { evaluate, closure })
    },
  }
}

const evaluated = (of: string, name: string, evaluate: (args: readonly Value[]) => Value): Mutation =>
  inJavaScript(of, name, { evaluate })

function ofAggregate(of: AggregateName, name: string, wrong: (typeof aggregators)[AggregateName]): Mutation {
  return {
    name,
    of,
    side: 'javascript',
    apply() {
      aggregators[of] = wrong
      return () => {
        aggregators[of] = right[of]
      }
    },
  }
}

const whole = (value: Value | undefined) => Number((value as bigint) / one)
/** The aggregates as they are. */
const right = { ...aggregators }

const isInstant: (call: Parameters<FunctionSql>[1]) => boolean = ({ node }) => node.args[0]?.type.kind === 'datetime'
/** The functions as they are. */
const rightFunctions = new Map(functionsSql)
const rightSql = (name: string): FunctionSql => rightFunctions.get(name) ?? (() => sql`null`)

const conditions: readonly Mutation[] = [
  simple('==', 'equality that is unknown for blanks', (a, b) => sql`(${a} = ${b})`),
  simple('!=', 'inequality that is unknown for blanks', (a, b) => sql`(${a} <> ${b})`),
  simple('<', 'an order that is unknown for blanks', (a, b) => sql`(${a} < ${b})`),
  simple('>', 'blanks that come last', (a, b) => sql`(coalesce(${a} > ${b}, ${a} is null))`),
  inSql('<=', 'texts in the order of a language', ([a, b], call) => {
    const isText = call.node.args[0]?.type.kind === 'text'
    return isText
      ? sql`coalesce(${a} <= ${b} collate "und-x-icu", false)`
      : rightSql('<=')([a ?? sql`null`, b ?? sql`null`], call)
  }),
  simple('in', 'membership that is unknown for blanks', (a, list) => sql`(${a} = any(${list}))`),
  simple('notin', 'blanks that are in every list', (a, list) => sql`coalesce(${a} <> all(${list}), false)`),
  simple('sametext', 'letters of different case as different', (a, b) => sql`(${a} is not distinct from ${b})`),
  simple('sametext', 'blank as different from blank', (a, b) => sql`coalesce(lower(${a}) = lower(${b}), false)`),
  simple('or', 'either, but not both', (a, b) => sql`(${a} <> ${b})`),
  inSql('if', 'no value where a condition fails', ([test, value]) => sql`(case when ${test} then ${value} end)`),
  inSql('switch', 'cases that are never blank', ([subject, test, value, ...rest], call) => {
    if (rest.length > 1) return rightSql('switch')([subject, test, value, ...rest] as Sql[], call)
    return sql`(case when ${subject} = ${test} then ${value} else ${rest[0] ?? sql`null`} end)`
  }),
  simple('isblank', 'the empty set as something', (a) => sql`(${a} is null)`),
  inSql('coalesce', 'the empty set as something', (args) => sql`coalesce(${sql.join(args)})`),
  simple('between', 'without the limits', (a, b, c) => sql`coalesce(${a} > ${b} and ${a} < ${c}, false)`),
]

const numbers: readonly Mutation[] = [
  simple('+', 'sums beyond the range of numbers', (a, b) => sql`(${a} + ${b})`),
  simple('*', 'products with all their places', (a, b) => sql`(${a} * ${b})`),
  simple('/', 'quotients rounded twice', (a, b) => sql`round(${a} / nullif(${b}, 0), 10)`),
  simple('/', 'quotients of doubles', (a, b) => sql`(${a}::float8 / nullif(${b}, 0)::float8)::numeric`),
  simple('%', 'the sign of the dividend', (a, b) => sql`mod(${a}, nullif(${b}, 0))`),
  simple(
    'round',
    'halves to even',
    (a, b) =>
      sql`(round((${a} * power(10::numeric, least(trunc(${b}), 10)))::float8)::numeric / power(10::numeric, least(trunc(${b}), 10)))`,
  ),
  simple('roundup', 'towards the larger', (a) => sql`ceil(${a})`),
  simple('rounddown', 'towards the smaller', (a) => sql`floor(${a})`),
  simple('ceiling', 'steps that are ignored', (a) => sql`ceil(${a})`),
  simple('floor', 'towards zero', (a, b) => sql`(trunc(${a} / nullif(${b}, 0)) * ${b})`),
  simple('int', 'towards zero', (a) => sql`trunc(${a})`),
  inSql(
    'max',
    'nothing where one is blank',
    (args) => sql`(case when num_nulls(${sql.join(args)}) = 0 then greatest(${sql.join(args)}) end)`,
  ),
  simple('sqrt', 'roots of doubles', (a) => sql`sqrt(abs(${a}::float8))::numeric`),
  simple(
    'power',
    'powers by the database',
    (a, b) => sql`(case when ${a} > 0 and abs(${b}) <= 20 then power(${a}, ${b}) end)`,
  ),
  simple('value', 'no commas', (a) => sql`(case when ${a} ~ '^[0-9.]+[0-9]$' then ${a}::numeric end)`),
  evaluated('abs', 'a sign that stays', ([a]) => a ?? null),
  evaluated('round', 'doubles and their halves', ([a]) => BigInt(Math.round(Number(a) / 1e10)) * one),
]

const texts: readonly Mutation[] = [
  inSql('cat', 'nothing where one is blank', (args) => sql`(${sql.join(args, sql` || `)})`),
  simple('len', 'bytes', (a) => sql`coalesce(octet_length(${a}), 0)::numeric`),
  evaluated('len', 'units of UTF-16', ([a]) => BigInt(String(a ?? '').length) * one),
  evaluated(
    'right',
    'units of UTF-16',
    ([a, n]) => String(a).slice(-(n === undefined ? 1 : Math.min(whole(n), 1e6)) || 1e9) || null,
  ),
  simple(
    'left',
    'negative counts from the end',
    (a, n) => sql`nullif(left(${a}, (case when abs(${n}) < 1000000 then trunc(${n}) end)::int), '')`,
  ),
  simple(
    'mid',
    'a start before the first character',
    (a, n, c) =>
      sql`nullif(substring(${a} from (case when abs(${n}) < 1000000 then trunc(${n}) end)::int for (case when ${c} between 0 and 1000000 then trunc(${c}) end)::int), '')`,
  ),
  simple('lower', 'letters of English only', (a) => sql`lower(${a} collate "C")`),
  simple('upper', 'letters of English only', (a) => sql`upper(${a} collate "C")`),
  simple('trim', 'spaces between words', (a) => sql`nullif(btrim(${a}, ' '), '')`),
  simple('contains', 'wildcards in the part', (a, b) => sql`(${a} like '%' || ${b} || '%')`),
  simple('startswith', 'wildcards in the part', (a, b) => sql`(${a} like ${b} || '%')`),
  simple('endswith', 'wildcards in the part', (a, b) => sql`(${a} like '%' || ${b} escape '')`),
  simple('find', '0 for what is not there', (part, a) => sql`strpos(${a}, ${part})::numeric`),
  inSql('substitute', 'one place only', ([a, b, c]) => sql`nullif(regexp_replace(${a}, ${b}, coalesce(${c}, '')), '')`),
  simple(
    'padleft',
    'long texts cut off',
    (a, n, fill) =>
      sql`nullif(lpad(${a}, (case when ${n} between 0 and 32767 then trunc(${n}) end)::int, ${fill}), '')`,
  ),
  simple(
    'rept',
    'once more',
    (a, n) => sql`(case when ${n} between 0 and 30 then repeat(${a}, trunc(${n})::int + 1) end)`,
  ),
  simple(
    'splitpart',
    'parts from 0',
    (a, b, n) =>
      sql`nullif(split_part(${a}, ${b}, (case when ${n} between 0 and 1000 then trunc(${n}) + 1 end)::int), '')`,
  ),
  inSql('text', 'all places of a number', (args, call) =>
    call.node.args[0]?.type.kind === 'num' ? sql`${args[0]}::text` : rightSql('text')(args, call),
  ),
]

const dates: readonly Mutation[] = [
  simple(
    'date',
    'days that do not run over',
    (y, m, d) =>
      sql`(case when ${m} between 1 and 12 and ${d} between 1 and 28 and ${y} between 1 and 9999 then make_date(trunc(${y})::int, trunc(${m})::int, trunc(${d})::int) end)`,
  ),
  inSql('todate', 'the day in UTC', (args, call) =>
    isInstant(call) ? sql`timezone('UTC', ${args[0]})::date` : sql`${args[0]}`,
  ),
  simple('hour', 'the hour in UTC', (a) => sql`extract(hour from timezone('UTC', ${a}))`),
  inSql('weekday', 'weeks from Sunday', (args, call) => sql`((${rightSql('weekday')(args, call)}) % 7 + 1)`),
  inSql(
    'isoweek',
    'weeks from the first of January',
    (args, call) => sql`div(extract(doy from ${rightSql('todate')(args, call)}) + 6, 7)`,
  ),
  inSql('addmonths', 'months of 30 days', ([a, n], call) =>
    rightSql('adddays')([a ?? sql`null`, sql`trunc(${n}) * 30`], call),
  ),
  inSql('addyears', 'years of 365 days', ([a, n], call) =>
    rightSql('adddays')([a ?? sql`null`, sql`trunc(${n}) * 365`], call),
  ),
  evaluated('addmonths', 'months that run over', ([a, n]) => {
    const moved = new Date(`${String(a).slice(0, 10)}T00:00:00Z`)
    moved.setUTCMonth(moved.getUTCMonth() + Math.max(-1e6, Math.min(1e6, whole(n))))
    return Number.isNaN(moved.getTime()) ? null : `${moved.toISOString().slice(0, 10)}${String(a).slice(10)}`
  }),
  inSql('adddays', 'days of 24 hours by the clock of UTC', ([a, n], call) => {
    if (!isInstant(call)) return rightSql('adddays')([a, n] as Sql[], call)
    return rightSql('addhours')([a ?? sql`null`, sql`trunc(${n}) * 24`], call)
  }),
  inSql('addhours', 'whole hours only', ([a, n], call) =>
    rightSql('addhours')([a ?? sql`null`, sql`trunc(${n})`], call),
  ),
  inSql('datedif', 'every difference in days', (args, call) => {
    const [a, b] = [rightSql('todate')(args, call), args[1]]
    return call.node.args[1]?.type.kind === 'date' ? sql`(${b} - ${a})::numeric` : rightSql('datedif')(args, call)
  }),
  inSql('startof', 'the middle of the day', (args, call) =>
    isInstant(call) ? sql`${args[0]}` : rightSql('startof')(args, call),
  ),
  inSql(
    'endof',
    'the first day of the next',
    (args, call) => sql`(${rightSql('endof')(args, call)} + interval '1 day')${isInstant(call) ? sql`` : sql`::date`}`,
  ),
  inSql('quarter', 'quarters from 0', (args, call) => sql`(${rightSql('quarter')(args, call)} - 1)`),
  inSql('workdays', 'without the first day', (args, call) => sql`(${rightSql('workdays')(args, call)} - 1)`),
  inSql(
    'workdayadd',
    'weekends and holidays worked',
    ([a, n], call) =>
      sql`(${rightSql('todate')([a ?? sql`null`], call)} + (case when abs(${n}) < 10000 then trunc(${n}) end)::int)`,
  ),
  inSql(
    'age',
    'the difference of the years',
    ([a], { environment }) => sql`(extract(year from ${environment.context('today')}) - extract(year from ${a}))`,
  ),
  simple(
    'datevalue',
    'texts as the database reads them',
    (a) => sql`(case when ${a} ~ '^[0-9]{4}-(0[1-9]|1[0-2])-[0-2][0-8]$' then ${a}::date end)`,
  ),
]

const others: readonly Mutation[] = [
  inSql('has', 'nothing but the option', ([a, b]) => sql`(${a} = array[${b}]::text[])`),
  simple('hasany', 'all of them', (a, b) => sql`(${a} @> ${b})`),
  simple('hasall', 'any of them', (a, b) => sql`(${a} && ${b})`),
  inSql('setcount', 'nothing for the empty set', (args, call) =>
    call.node.args[0]?.type.kind === 'set'
      ? sql`array_length(${args[0]}, 1)::numeric`
      : rightSql('setcount')(args, call),
  ),
  inSql('inmyteam', 'the user alone', ([a], { environment }) => sql`(${a} = ${environment.context('user')})`),
  ofAggregate(
    'sum',
    'nothing for no items',
    (parts, node) => (items) => (items.length === 0 ? null : right.sum(parts, node)(items)),
  ),
  ofAggregate('count', 'one too many', () => (items) => BigInt(items.length + 1) * one),
  ofAggregate('avg', 'blanks as zero', ({ item, order }, node) =>
    right.avg({ item: item && ((scope) => item(scope) ?? 0), order }, node),
  ),
  ofAggregate(
    'all',
    'false for no items',
    ({ item }) =>
      (items) =>
        items.length > 0 && items.every((scope) => item?.(scope) === true),
  ),
  ofAggregate(
    'none',
    'not all',
    ({ item }) =>
      (items) =>
        !items.every((scope) => item?.(scope) === true),
  ),
  ofAggregate('first', 'the last of them', (parts, node) => right.latest(parts, { ...node, direction: 'desc' })),
  ofAggregate(
    'joinof',
    'in no order',
    ({ item }, node) =>
      (items) =>
        items
          .map((scope) => item?.(scope) ?? '')
          .reverse()
          .join(node.separator) || null,
  ),
  ofAggregate('maxof', 'the least', (parts, node) => right.minof(parts, node)),
]

/** Wrong definitions, each of which the comparison of JavaScript and SQL has to notice. */
export const mutations: readonly Mutation[] = [...conditions, ...numbers, ...texts, ...dates, ...others]
