import { defineErrors } from '@mortise/core'

/** Records and fields that cannot be found: the same answer whether they do not exist or may not be seen. */
export const recordErrors = defineErrors({
  ENTITY_UNKNOWN: { status: 404, en: 'There is no table "{entity}".', zh: '没有数据表「{entity}」。' },
  FIELD_UNKNOWN: { status: 400, en: 'There is no field "{field}".', zh: '没有字段「{field}」。' },
  RECORD_NOT_FOUND: {
    status: 404,
    en: 'The record does not exist, or you may not see it.',
    zh: '记录不存在，或您无权查看。',
  },
})
