import { defineErrors } from '@mortise/core'

export const formErrors = defineErrors({
  FORM_UNKNOWN: {
    status: 404,
    en: 'There is no form "{form}" for this table, or it is not for you.',
    zh: '此数据表没有表单「{form}」，或者它不适用于您。',
  },
  FORM_VALUE_NOT_OFFERED: {
    status: 400,
    en: 'The form does not offer this value at present.',
    zh: '表单目前不允许选择此值。',
  },
  FORM_MESSAGE: { status: 400, en: '{text}', zh: '{text}' },
})
