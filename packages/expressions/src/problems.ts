import { defineErrors } from '@mortise/core'

/** Everything that can be wrong with an expression, said to whoever writes it. `{names}` are filled from `params`. */
export const expressionProblems = {
  EXPRESSION_SHAPE: {
    zh: '这里应是一个表达式，实际是{found}。',
    en: 'An expression is needed here, but there is {found}.',
  },
  EXPRESSION_OPERATOR_UNKNOWN: {
    zh: '没有函数或运算符「{name}」。{hint}',
    en: 'There is no function or operator "{name}". {hint}',
  },
  EXPRESSION_NOT_ACCEPTED: {
    zh: '「{name}」不能使用：{reason}',
    en: '"{name}" is not accepted: {reason}',
  },
  EXPRESSION_FIELD_UNKNOWN: {
    zh: '「{table}」没有字段「{name}」。{hint}',
    en: '"{table}" has no field "{name}". {hint}',
  },
  EXPRESSION_RELATION_UNKNOWN: {
    zh: '「{table}」没有可汇总的关联「{name}」。{hint}',
    en: '"{table}" has no related list "{name}" to sum up. {hint}',
  },
  EXPRESSION_RELATION_ALONE: {
    zh: '「{name}」有多条记录，须放进 SUM、COUNT 等汇总函数中。',
    en: '"{name}" has many records: put it into SUM, COUNT or another aggregate.',
  },
  EXPRESSION_PATH: {
    zh: '「{name}」不是对一关联，不能取它的字段。',
    en: '"{name}" leads to no single record, so it has no fields.',
  },
  EXPRESSION_TABLE_UNKNOWN: { zh: '没有数据表「{name}」。{hint}', en: 'There is no table "{name}". {hint}' },
  EXPRESSION_OPTION_UNKNOWN: {
    zh: '选项集「{set}」没有选项「{name}」。{hint}',
    en: 'The option set "{set}" has no option "{name}". {hint}',
  },
  EXPRESSION_CONTEXT_UNKNOWN: { zh: '没有系统值「{name}」。{hint}', en: 'There is no system value "{name}". {hint}' },
  EXPRESSION_OUTER: {
    zh: '「outer」只能用在汇总函数里面。',
    en: '"outer" is only possible inside an aggregate.',
  },
  EXPRESSION_TYPE: {
    zh: '这里需要{expected}，实际是{found}。{hint}',
    en: '{expected} is needed here, but this is {found}. {hint}',
  },
  EXPRESSION_COMPARE: {
    zh: '{left}与{right}不能比较。{hint}',
    en: '{left} cannot be compared with {right}. {hint}',
  },
  EXPRESSION_ARGUMENTS: {
    zh: '{name} 需要 {expected} 个参数，实际有 {found} 个。',
    en: '{name} takes {expected} arguments, but has {found}.',
  },
  EXPRESSION_LITERAL: {
    zh: '{name} 的「{argument}」须直接写出：{expected}。',
    en: 'The "{argument}" of {name} has to be written out: {expected}.',
  },
  EXPRESSION_NUMBER: {
    zh: '「{name}」超出范围：数值须小于 10^18，最多 10 位小数。',
    en: '"{name}" is out of range: numbers are below 10^18 with at most 10 places.',
  },
  EXPRESSION_DATE: { zh: '「{name}」不是有效的日期。', en: '"{name}" is no valid date.' },
  EXPRESSION_TEXT_CHARACTERS: {
    zh: '文字中有无法保存的字符。',
    en: 'The text has characters that cannot be kept.',
  },
  EXPRESSION_CHANGE_SCOPE: {
    zh: '{name} 只能用在规则中。',
    en: '{name} is only possible in rules.',
  },
  EXPRESSION_JS_ONLY: {
    zh: '{name} 不能用在这里：它不能由数据库计算。',
    en: '{name} cannot be used here: the database cannot compute it.',
  },
  EXPRESSION_VOLATILE: {
    zh: '这里不能用随时间或用户变化的值（{name}）。',
    en: 'Values that change with the time or the user ({name}) are not possible here.',
  },
  EXPRESSION_TOO_LARGE: {
    zh: '表达式太大：{what}最多 {max}。',
    en: 'The expression is too large: at most {max} {what}.',
  },
  EXPRESSION_NEGATED_BLANK: {
    zh: '「{field}」为空的记录也满足这个条件。若不应包含，请加上「且不为空」。',
    en: 'Records whose "{field}" is blank meet this condition, too. Add "and is not blank" unless that is meant.',
  },
  FORMULA_CHARACTER: { zh: '这里不能有「{name}」。', en: '"{name}" is not possible here.' },
  FORMULA_EXPECTED: { zh: '这里需要{expected}。', en: '{expected} is needed here.' },
  FORMULA_UNCLOSED: { zh: '「{name}」没有结束。', en: '"{name}" is not closed.' },
  FORMULA_EMPTY: { zh: '公式是空的。', en: 'The formula is empty.' },
  FORMULA_BRACES: {
    zh: '字段写在花括号里：{name}。',
    en: 'Fields stand in braces: {name}.',
  },
  FORMULA_AMBIGUOUS: {
    zh: '有多个字段叫「{name}」，请写明标识：{keys}。',
    en: 'Several fields are called "{name}"; write the key: {keys}.',
  },
} as const satisfies Record<string, { zh: string; en: string }>

export type ExpressionProblemCode = keyof typeof expressionProblems

// Into the product's catalogue, so that no other package can take one of these codes.
defineErrors(
  Object.fromEntries(Object.entries(expressionProblems).map(([code, texts]) => [code, { status: 422, ...texts }])),
)

/** One thing that is wrong, where it is, and what to say about it. */
export interface ExpressionProblem {
  code: ExpressionProblemCode
  params: { [name: string]: unknown }
  severity: 'error' | 'warning'
  /** JSON pointer in the stored form. */
  path: string
  /** Offsets in the formula text, where it came from one. */
  start?: number
  end?: number
}
