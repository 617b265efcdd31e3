import { defineErrors } from '@mortise/core'

/** Drafts, publishing and revisions of apps. */
export const publishErrors = defineErrors({
  APP_NOT_FOUND: { status: 404, en: 'There is no app "{app}".', zh: '没有应用「{app}」。' },
  APP_EXISTS: { status: 409, en: 'There is already an app "{app}".', zh: '已有应用「{app}」。' },
  APP_INVALID: {
    status: 422,
    en: 'The app cannot be published: {count} errors have to be mended first.',
    zh: '无法发布应用：请先修正 {count} 处错误。',
  },
  REVISION_NOT_FOUND: {
    status: 404,
    en: 'The app "{app}" has no revision {revision}.',
    zh: '应用「{app}」没有修订版本 {revision}。',
  },
  DOCUMENT_NOT_FOUND: {
    status: 404,
    en: 'The draft has no document "{document}".',
    zh: '草稿中没有文档「{document}」。',
  },
  FIELD_NOT_FOUND: {
    status: 404,
    en: 'The table "{entity}" has no field "{field}" in the draft.',
    zh: '草稿中的数据表「{entity}」没有字段「{field}」。',
  },
  DOCUMENT_INVALID: {
    status: 422,
    en: 'The document is not a valid {kind} document.',
    zh: '该文档不是有效的 {kind} 文档。',
  },
  DRAFT_NOT_FOUND: { status: 404, en: 'There is no draft "{draft}".', zh: '没有草稿「{draft}」。' },
  DRAFT_CONFLICT: {
    status: 409,
    en: 'Somebody else changed the same meanwhile: {documents}.',
    zh: '其他人同时修改了相同的内容：{documents}。',
  },
  DRAFT_STALE: {
    status: 409,
    en: 'Revision {revision} was published meanwhile, and it changed what this draft changes: {documents}.',
    zh: '期间已发布修订版本 {revision}，其中改动了本草稿也改动的内容：{documents}。',
  },
  NOTHING_TO_PUBLISH: {
    status: 409,
    en: 'The draft is the same as what is published.',
    zh: '草稿与已发布的内容相同，无需发布。',
  },
  PUBLISH_RUNNING: {
    status: 409,
    en: 'The app is being published right now. Try again in a moment.',
    zh: '应用正在发布中，请稍后再试。',
  },
  PUBLISH_PENDING: {
    status: 503,
    en: 'The publish waits: another transaction holds {table} ({blocker}). It goes on by itself as soon as it can.',
    zh: '发布正在等待：其他事务占用了 {table}（{blocker}）。条件允许后会自动继续。',
  },
})

/** Findings about fields whose values cannot be kept as a document asks. */
export const storageErrors = defineErrors({
  FIELD_TYPE_CHANGE: {
    status: 422,
    en: 'The field "{field}" of "{entity}" holds values of the type "{from}" and cannot become "{to}".',
    zh: '「{entity}」的字段「{field}」已按「{from}」保存数据，不能改为「{to}」。',
  },
  FIELD_COLUMN_RESERVED: {
    status: 422,
    en: 'The field key "{field}" is taken by the system.',
    zh: '字段标识「{field}」由系统保留。',
  },
})
