import { defineErrors } from '@mortise/core'

/** Asking for records. */
export const queryErrors = defineErrors({
  QUERY_INVALID: {
    status: 400,
    en: 'The query cannot be understood: {reason}.',
    zh: '无法理解该查询：{reason}。',
  },
  FORMULA_INVALID: {
    status: 400,
    en: 'The formula is not valid: {problem}',
    zh: '公式无效：{problem}',
  },
  EXPLAIN_TOO_LARGE: {
    status: 400,
    en: 'The formula leads to more than {max} records, which are too many to show how it comes to its value.',
    zh: '公式涉及的记录超过 {max} 条，无法逐步展示计算过程。',
  },
  FILTER_TOO_DEEP: {
    status: 400,
    en: 'The filter is nested too deeply: at most {max} levels.',
    zh: '筛选条件嵌套过深：最多 {max} 层。',
  },
  FILTER_TOO_LARGE: {
    status: 400,
    en: 'The filter is too large: at most {max} conditions and groups.',
    zh: '筛选条件过多：条件与分组合计最多 {max} 个。',
  },
  FILTER_LIST_TOO_LONG: {
    status: 400,
    en: 'The list in a filter is too long: at most {max} values.',
    zh: '筛选条件中的列表过长：最多 {max} 个值。',
  },
  FILTER_TOO_FAR: {
    status: 400,
    en: 'The filter leads over too many tables: at most {max} relations inside one another.',
    zh: '筛选条件跨越的数据表过多：最多嵌套 {max} 个关联。',
  },
  OPERATOR_UNKNOWN: {
    status: 400,
    en: 'The field "{field}" cannot be compared with "{operator}".',
    zh: '字段「{field}」不支持「{operator}」比较。',
  },
  FIELD_NOT_SORTABLE: {
    status: 400,
    en: 'Records cannot be sorted by the field "{field}".',
    zh: '不能按字段「{field}」排序。',
  },
  FIELD_NOT_GROUPABLE: {
    status: 400,
    en: 'Records cannot be grouped by the field "{field}" like this.',
    zh: '不能按字段「{field}」这样分组。',
  },
  FIGURE_UNKNOWN: {
    status: 400,
    en: 'The figure "{function}" cannot be made of the field "{field}".',
    zh: '字段「{field}」不能计算「{function}」。',
  },
  CURSOR_INVALID: {
    status: 400,
    en: 'This page cannot be found any more. Start again at the first page.',
    zh: '无法定位到该页，请从第一页重新开始。',
  },
})

/** A filter compares a field with a value that such a field cannot have. */
export const filterValueErrors = defineErrors({
  FILTER_NEEDS_LIST: {
    status: 400,
    en: 'The filter on "{field}" needs a list of values.',
    zh: '字段「{field}」的筛选条件需要一个值列表。',
  },
  FILTER_NEEDS_PAIR: {
    status: 400,
    en: 'The filter on "{field}" needs two values: from and to.',
    zh: '字段「{field}」的筛选条件需要起止两个值。',
  },
  FILTER_NEEDS_TEXT: {
    status: 400,
    en: 'The filter on "{field}" needs a text that is not empty.',
    zh: '字段「{field}」的筛选条件需要非空文本。',
  },
  FILTER_NEEDS_NUMBER: {
    status: 400,
    en: 'The filter on "{field}" needs a number.',
    zh: '字段「{field}」的筛选条件需要一个数字。',
  },
  FILTER_NEEDS_INTEGER: {
    status: 400,
    en: 'The filter on "{field}" needs a whole number that is not too large.',
    zh: '字段「{field}」的筛选条件需要一个不过大的整数。',
  },
  FILTER_NEEDS_BOOLEAN: {
    status: 400,
    en: 'The filter on "{field}" needs yes or no.',
    zh: '字段「{field}」的筛选条件需要「是」或「否」。',
  },
  FILTER_NEEDS_ID: {
    status: 400,
    en: 'The filter on "{field}" needs the id of a record, person or department.',
    zh: '字段「{field}」的筛选条件需要记录、人员或部门的标识。',
  },
  FILTER_NEEDS_DAY: {
    status: 400,
    en: 'The filter on "{field}" needs a day such as 2026-11-22.',
    zh: '字段「{field}」的筛选条件需要一个日期，例如 2026-11-22。',
  },
  FILTER_NEEDS_INSTANT: {
    status: 400,
    en: 'The filter on "{field}" needs a day, or a date and time with a zone.',
    zh: '字段「{field}」的筛选条件需要日期，或带时区的日期时间。',
  },
  FILTER_NEEDS_SPAN: {
    status: 400,
    en: 'The filter on "{field}" needs a span of time such as "last 3 months".',
    zh: '字段「{field}」的筛选条件需要一段时间，例如「最近 3 个月」。',
  },
})
