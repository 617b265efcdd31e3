import { defineErrors } from '@mortise/core'

/** Writing records. */
export const writeErrors = defineErrors({
  COMPUTED_TOO_DEEP: {
    status: 409,
    en: 'The records lead back to themselves, or over more than {max} levels: their totals cannot be computed.',
    zh: '这些记录循环引用，或层级超过 {max} 层，无法计算合计。',
  },
  RECORD_INVALID: {
    status: 400,
    en: 'The record was not saved: {count} value(s) need correction.',
    zh: '记录未保存：有 {count} 处需要更正。',
  },
  RECORD_FORBIDDEN: {
    status: 403,
    en: 'You may not make this change to this record.',
    zh: '您无权对这条记录做此更改。',
  },
  RECORD_LOCKED: {
    status: 409,
    en: 'A process is under way with this record: until it ends, it is changed through its tasks only.',
    zh: '此记录正在流程中：流程结束前只能通过流程任务修改。',
  },
  RECORD_CHANGED: {
    status: 409,
    en: 'Somebody else changed the record in the meantime. Look at its present state and save again.',
    zh: '记录已被其他人修改。请查看最新内容后再保存。',
  },
  RECORD_DUPLICATE: {
    status: 409,
    en: 'There are records that look the same. Save again to keep both.',
    zh: '已有相似的记录。若确认不重复，可再次保存。',
  },
  RECORD_IN_USE: {
    status: 409,
    en: 'The record cannot be deleted: other records use it. {summary}',
    zh: '无法删除：有其他记录正在使用它。{summary}',
  },
  RECORD_BUSY: {
    status: 409,
    en: 'The records are being changed by others at this moment. Please try again.',
    zh: '这些记录正在被他人修改，请重试。',
  },
  TARGET_EMPTY: {
    status: 400,
    en: 'Say which records are meant: ids, or a filter that is not empty.',
    zh: '请指明要操作的记录：标识列表，或非空的筛选条件。',
  },
  BULK_TOO_LARGE: { status: 400, en: 'At most {max} records at a time.', zh: '一次最多 {max} 条记录。' },
  LINES_WITH_PARENT: {
    status: 400,
    en: 'Lines of a sub-table are saved together with the record that owns them.',
    zh: '子表的明细须与所属记录一起保存。',
  },
  COMMENT_INVALID: {
    status: 400,
    en: 'A comment has 1 to {max} characters and mentions people who exist.',
    zh: '评论须为 1 到 {max} 个字符，且只能提及存在的人员。',
  },
  PAGE_INVALID: { status: 400, en: 'This page does not exist.', zh: '没有这一页。' },
})

/** What can be wrong with one value of a record, beyond what its field type checks. */
export const valueErrors = defineErrors({
  FIELD_READ_ONLY: { status: 400, en: 'This field cannot be changed.', zh: '该字段不可修改。' },
  FIELD_REQUIRED: { status: 400, en: 'Please fill in this field.', zh: '此项必填。' },
  VALUE_INVALID: { status: 400, en: 'This is not a value of this field.', zh: '该值不符合字段的要求。' },
  VALUE_TAKEN: { status: 400, en: 'Another record already has this value.', zh: '该值已被其他记录使用。' },
  VALUE_DUPLICATE: { status: 400, en: 'There is already a record like this.', zh: '已存在相同的记录。' },
  RELATED_UNKNOWN: {
    status: 400,
    en: 'The chosen record does not exist, or you may not see it.',
    zh: '所选记录不存在，或您无权查看。',
  },
  PERSON_UNKNOWN: { status: 400, en: 'There is no such person.', zh: '没有这个人员。' },
  DEPARTMENT_UNKNOWN: { status: 400, en: 'There is no such department.', zh: '没有这个部门。' },
  FILE_UNKNOWN: {
    status: 400,
    en: 'The file does not exist, or belongs to another record.',
    zh: '文件不存在，或属于其他记录。',
  },
  LINE_UNKNOWN: { status: 400, en: 'This line does not belong to the record.', zh: '该明细不属于这条记录。' },
  COLUMN_FULL: {
    status: 400,
    en: 'This column of a board takes {most} records at most, and is full.',
    zh: '看板的这一列最多 {most} 条，已满。',
  },
  RECORD_EXISTS: { status: 400, en: 'There is already a record with this id.', zh: '该标识已被使用。' },
})
