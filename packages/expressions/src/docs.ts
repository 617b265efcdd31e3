import type { LocalizedText } from '@mortise/core'
import { arithmeticDocs } from './functions/arithmetic.docs.ts'
import { compareDocs } from './functions/compare.docs.ts'
import { contextDocs } from './functions/context.docs.ts'
import { dateDocs } from './functions/date.docs.ts'
import type { FunctionDefinition, FunctionGroup } from './functions/function-definition.ts'
import type { FunctionDocs } from './functions/function-docs.ts'
import { functions } from './functions/functions.ts'
import { logicDocs } from './functions/logic.docs.ts'
import { numberDocs } from './functions/number.docs.ts'
import { parameterNames } from './functions/parameter-names.ts'
import { setDocs } from './functions/set.docs.ts'
import { aggregateDocs, changeDocs, lookupDocs, momentDocs } from './functions/special.docs.ts'
import { textDocs } from './functions/text.docs.ts'
import { specialSignatures } from './text/special-calls.ts'

/** Everything about one function or operator that a person needs to use it. */
export interface DocumentedFunction extends FunctionDocs {
  /** As it is written in formulas: `ROUND`, `+`. */
  spelling: string
  group: FunctionGroup
  notation: 'call' | 'infix' | 'prefix'
  signature: string
  /** The names in the signature, as shown. */
  parameters: Readonly<Record<string, LocalizedText>>
  /** `js`: not for filters, permissions and stored values. */
  class: 'sql' | 'js'
}

export const groupLabels: Readonly<Record<FunctionGroup, LocalizedText>> = {
  logic: { zh: '逻辑', en: 'Logic' },
  compare: { zh: '比较', en: 'Comparison' },
  number: { zh: '数值', en: 'Numbers' },
  text: { zh: '文字', en: 'Text' },
  date: { zh: '日期与时间', en: 'Dates and times' },
  set: { zh: '多选与附件', en: 'Choices and files' },
  relation: { zh: '汇总关联记录', en: 'Related records' },
  lookup: { zh: '查找记录', en: 'Looking up records' },
  context: { zh: '当前用户与时刻', en: 'Person and moment' },
  change: { zh: '字段变化', en: 'Changes' },
}

const rowDocs: Readonly<Record<string, FunctionDocs>> = {
  ...logicDocs,
  ...compareDocs,
  ...arithmeticDocs,
  ...numberDocs,
  ...textDocs,
  ...dateDocs,
  ...setDocs,
  ...contextDocs,
}

const specialDocs: readonly (readonly [FunctionGroup, Readonly<Record<string, FunctionDocs>>])[] = [
  ['relation', aggregateDocs],
  ['lookup', lookupDocs],
  ['context', momentDocs],
  ['change', changeDocs],
]

function documentDefinition({ name, spelling, group, notation, signature, class: kind }: FunctionDefinition) {
  const docs = rowDocs[name]
  if (!docs) throw new Error(`unreachable: a test holds the words of every function, ${name} included`)
  return document({ spelling, group, notation: notation ?? 'call', signature, class: kind ?? 'sql' }, docs)
}

function document(
  known: Omit<DocumentedFunction, 'parameters' | keyof FunctionDocs>,
  docs: FunctionDocs,
): DocumentedFunction {
  const names = [...known.signature.matchAll(/(\w+)\??(?:\.\.\.)?:/g)].map(([, name = '']) => name)
  const parameters = Object.fromEntries(names.map((name) => [name, parameterNames[name] ?? { zh: name, en: name }]))
  return { ...known, ...docs, parameters }
}

/** Every function and operator, group by group. */
export const documentedFunctions: readonly DocumentedFunction[] = [
  ...[...functions.values()].map(documentDefinition),
  ...specialDocs.flatMap(([group, rows]) =>
    Object.entries(rows).map(([spelling, docs]) => {
      return document(
        { spelling, group, notation: 'call', signature: specialSignatures[spelling] ?? '', class: 'sql' },
        docs,
      )
    }),
  ),
]

/** The same by what is written in a formula, in upper case; of `-` the one between two numbers. */
export const functionDocs: ReadonlyMap<string, DocumentedFunction> = new Map(
  documentedFunctions
    .filter(({ spelling, notation }) => spelling !== '-' || notation === 'infix')
    .map((one) => [one.spelling, one]),
)
