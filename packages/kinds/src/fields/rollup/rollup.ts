import type { AggregateName, BlankAs, ExpressionJson, StoredExpression } from '@mortise/expressions'
import { aggregateNames } from '@mortise/expressions'
import { type ComputedSource, defineFieldType, option, StoredExpressionSchema } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defaultedOption, optionalOption } from '../../values/defaulted-option.ts'
import { problem } from '../../values/problem.ts'
import { resultOption } from '../../values/result-option.ts'
import { shownValue } from '../../values/shown-value.ts'

const functionNames: AggregateName[] = [...aggregateNames]
const expressionOption = Type.Union([StoredExpressionSchema, Type.Null()], { default: null })

/** The options that hold an expression, and so a part of the one that is computed. */
type Part = 'value' | 'filter' | 'order'

interface RollupOptions {
  relation: string
  function: AggregateName
  value?: StoredExpression | null
  filter?: StoredExpression | null
  order?: StoredExpression | null
  separator?: string
  result: ComputedSource['result']
}

export default defineFieldType({
  ...shownValue,
  type: 'rollup',
  label: { zh: '汇总', en: 'Roll-up' },
  description: {
    zh: '汇总关联的多条记录，例如明细金额合计。',
    en: 'Sums up related records, such as the amounts of the lines.',
  },
  group: 'computed',
  options: Type.Object(
    {
      relation: option(Type.String({ pattern: '^[a-z][a-z0-9_]{0,90}(\\.[a-z][a-z0-9_]{0,90}){0,3}$' }), {
        label: { zh: '汇总的关联', en: 'Related records' },
        editor: 'to-many',
      }),
      function: option(Type.Enum(functionNames), { label: { zh: '汇总方式', en: 'Figure' } }),
      value: defaultedOption(expressionOption, { label: { zh: '汇总的值', en: 'Value' }, editor: 'expression' }),
      filter: defaultedOption(expressionOption, {
        label: { zh: '只汇总满足条件的', en: 'Only those that' },
        editor: 'expression',
      }),
      order: defaultedOption(expressionOption, {
        label: { zh: '按此排序', en: 'In the order of' },
        editor: 'expression',
      }),
      separator: optionalOption(Type.String({ maxLength: 20 }), { label: { zh: '分隔符', en: 'Separator' } }),
      result: resultOption,
    },
    { additionalProperties: false },
  ),
  computed: (options) => sourceOf(options as unknown as RollupOptions),
  check({ options }) {
    const given = options as unknown as RollupOptions
    const needed = (part: Part) =>
      places[given.function].includes(part) && (part === 'value' || given.function !== 'joinof')
    const missing = (['value', 'order'] as const).some((part) => needed(part) && !given[part])
    return missing ? [problem('OPTIONS_ROLLUP_PART')] : []
  },
  samples: {
    options: {
      relation: 'sub_table_value',
      function: 'maxof',
      value: { v: 1, expr: { var: 'quantity' } },
      filter: null,
      order: null,
      result: { type: 'decimal', options: { scale: 2 } },
    },
    valid: ['12.00'],
    invalid: [],
  },
})

/** Where each part stands among the arguments of its function, after the relation. */
const places: Record<AggregateName, readonly (Part | 'separator')[]> = {
  sum: ['value', 'filter'],
  count: ['filter'],
  avg: ['value', 'filter'],
  minof: ['value', 'filter'],
  maxof: ['value', 'filter'],
  some: ['value'],
  all: ['value'],
  none: ['value'],
  joinof: ['value', 'separator', 'filter', 'order'],
  first: ['value', 'order', 'filter'],
  latest: ['value', 'order', 'filter'],
}

function sourceOf(options: RollupOptions): ComputedSource {
  const { function: name, relation, result, separator = ', ' } = options
  const parts = places[name] ?? []
  const args = parts.map((part) => (part === 'separator' ? separator : (options[part]?.expr ?? null)))
  while (args.length > 0 && args.at(-1) === null) args.pop()
  return {
    expr: { [name]: [relation, ...args.map((arg, index) => filled(arg, parts[index]))] },
    blankAs: blankAsOf(options),
    result,
    kept: true,
    pointerOf: (at) => pointerIn(at, parts),
  }
}

/** A condition that is left out before something that is given holds for every record. */
function filled(argument: ExpressionJson, part: Part | 'separator' | undefined): ExpressionJson {
  return argument === null && part === 'filter' ? true : argument
}

/** In a sum a missing number counts as nothing; an average or a least value leaves it out. */
function blankAsOf({ function: name, value }: RollupOptions): BlankAs {
  return value?.blankAs ?? (name === 'sum' ? 'zero' : 'blank')
}

/** `/sum/1/var` is in the option `value`, `/sum/0` in `relation`. */
function pointerIn(at: string, parts: readonly (Part | 'separator')[]): string {
  const [, , place, ...rest] = at.split('/')
  if (place === undefined) return '/function'
  const part = parts[Number(place) - 1]
  if (part === undefined) return '/relation'
  return part === 'separator' ? '/separator' : `/${part}/expr${rest.map((step) => `/${step}`).join('')}`
}
