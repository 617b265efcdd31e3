import { defineErrors } from '@mortise/core'

export const printErrors = defineErrors({
  PRINT_UNKNOWN: {
    status: 404,
    en: 'There is no print template "{template}" for this table, or it is not for you.',
    zh: '此数据表没有打印模板「{template}」，或者它不适用于您。',
  },
  PRINT_NOT_FOR_RECORD: {
    status: 409,
    en: 'The print template "{template}" is not for "{title}": the record does not meet its condition.',
    zh: '打印模板「{template}」不适用于「{title}」：这条记录不满足它的条件。',
  },
  PRINT_TOO_MANY: {
    status: 400,
    en: 'At most {max} records are printed at a time. Select fewer.',
    zh: '一次最多打印 {max} 条记录，请少选一些。',
  },
  PRINT_NOTHING: { status: 400, en: 'There is nothing to print.', zh: '没有可打印的记录。' },
  PRINT_TOO_LARGE: {
    status: 400,
    en: 'The documents have more than {max} lines together. Print fewer records at a time.',
    zh: '这些单据的明细合计超过 {max} 行，请分批打印。',
  },
  PRINT_TOO_SLOW: {
    status: 503,
    en: 'The PDF took longer than {seconds} seconds and was given up. Print fewer records at a time.',
    zh: '生成 PDF 超过 {seconds} 秒，已停止。请分批打印。',
  },
  PRINT_FAILED: {
    status: 500,
    en: 'The PDF could not be made. Check the pictures of the print template.',
    zh: '无法生成 PDF，请检查打印模板中的图片。',
  },
})
