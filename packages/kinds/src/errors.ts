import { defineErrors } from '@mortise/core'

/** What can be wrong with the value of a field, or with the options of a field document. */
export const kindErrors = defineErrors({
  VALUE_NOT_TEXT: { status: 400, en: 'Must be text.', zh: '必须是文本。' },
  VALUE_CHARACTERS: {
    status: 400,
    en: 'Contains characters that cannot be stored.',
    zh: '含有无法保存的字符。',
  },
  VALUE_TOO_LONG: { status: 400, en: 'At most {max} characters.', zh: '最多 {max} 个字符。' },
  VALUE_NOT_INTEGER: { status: 400, en: 'Must be a whole number.', zh: '必须是整数。' },
  VALUE_NOT_DECIMAL: {
    status: 400,
    en: 'Must be a number, written like "1234.50".',
    zh: '必须是数字，写作 "1234.50"。',
  },
  VALUE_TOO_MANY_DECIMALS: { status: 400, en: 'At most {scale} decimal places.', zh: '最多 {scale} 位小数。' },
  VALUE_OUT_OF_RANGE: { status: 400, en: 'The number is too large.', zh: '数字过大。' },
  VALUE_BELOW_MINIMUM: { status: 400, en: 'Must be at least {min}.', zh: '不能小于 {min}。' },
  VALUE_ABOVE_MAXIMUM: { status: 400, en: 'Must be at most {max}.', zh: '不能大于 {max}。' },
  VALUE_NOT_BOOLEAN: { status: 400, en: 'Must be yes or no.', zh: '必须是「是」或「否」。' },
  VALUE_NOT_DATE: {
    status: 400,
    en: 'Must be a day of the calendar, written like 2026-11-22.',
    zh: '必须是真实的日期，写作 2026-11-22。',
  },
  VALUE_NOT_DATETIME: {
    status: 400,
    en: 'Must be a date and time with a zone, written like 2026-11-22T08:30:00Z.',
    zh: '必须是带时区的日期时间，写作 2026-11-22T08:30:00Z。',
  },
  VALUE_NOT_OPTION: { status: 400, en: '"{value}" is not one of the options.', zh: '「{value}」不在选项之中。' },
  VALUE_NOT_LIST: { status: 400, en: 'Must be a list.', zh: '必须是列表。' },
  VALUE_TOO_MANY: { status: 400, en: 'At most {max} entries.', zh: '最多 {max} 项。' },
  VALUE_NOT_EMAIL: { status: 400, en: 'Must be an e-mail address.', zh: '必须是有效的电子邮箱地址。' },
  VALUE_NOT_PHONE: {
    status: 400,
    en: 'Must be a phone number, such as 13812345678 or +44 20 7946 0958.',
    zh: '必须是电话号码，例如 13812345678 或 010-62345678。',
  },
  VALUE_NOT_URL: {
    status: 400,
    en: 'Must be a web address that starts with http:// or https://.',
    zh: '必须是以 http:// 或 https:// 开头的网址。',
  },
  VALUE_NOT_ID: { status: 400, en: 'Must be the id of a record.', zh: '必须是一条记录的标识。' },
  VALUE_NOT_FILES: { status: 400, en: 'Must be a list of uploaded files.', zh: '必须是已上传文件的列表。' },
  VALUE_NOT_LINES: { status: 400, en: 'Must be a list of lines.', zh: '必须是明细行的列表。' },
  VALUE_NOT_WRITABLE: { status: 400, en: 'This field cannot be set.', zh: '该字段不能填写。' },
  OPTIONS_RANGE: {
    status: 422,
    en: 'The smallest value {min} is above the largest {max}.',
    zh: '最小值 {min} 大于最大值 {max}。',
  },
  OPTIONS_ROLLUP_PART: {
    status: 422,
    en: 'Say what to sum up, and for the first and the latest in which order.',
    zh: '请填写汇总的值；取第一条或最近一条时还须填写排序依据。',
  },
  OPTIONS_COUNTER_REPEATS: {
    status: 422,
    en: 'A number that starts again every {reset} must show the {reset} in its date part, else numbers repeat.',
    zh: '按「{reset}」重新计数的编号必须在日期部分体现该周期，否则会重复。',
  },
})
