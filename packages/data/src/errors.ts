import { defineErrors } from '@mortise/core'

/** Opening and using a database. */
export const databaseErrors = defineErrors({
  DATABASE_UNREACHABLE: {
    status: 503,
    en: 'The database cannot be reached ({reason}). Check DATABASE_URL and that the server is running.',
    zh: '无法连接数据库（{reason}）。请检查 DATABASE_URL 以及数据库服务是否已启动。',
  },
  DATABASE_TOO_OLD: {
    status: 500,
    en: 'The database is PostgreSQL {version}; version 15 or newer is needed.',
    zh: '数据库版本为 PostgreSQL {version}，需要 15 或更高版本。',
  },
  DATABASE_UNSAFE: {
    status: 500,
    en: 'The database has {setting} switched off, so that confirmed data could be lost in a power failure. Switch it on.',
    zh: '数据库关闭了 {setting}，断电时可能丢失已确认的数据。请将其开启。',
  },
  STATEMENT_TIMEOUT: {
    status: 504,
    en: 'This took longer than {seconds} seconds and was stopped. Narrow it down with a filter, or ask for fewer records.',
    zh: '该操作超过 {seconds} 秒，已被中止。请用筛选缩小范围，或减少记录数量。',
  },
  DATABASE_OUTSIDE_TRANSACTION: {
    status: 500,
    en: 'A statement was sent past the open transaction.',
    zh: '有语句绕过了正在进行的事务。',
  },
  DATA_DIRECTORY_LOCKED: {
    status: 500,
    en: 'The data directory {directory} is in use by another Mortise (process {pid}). Stop it, or choose another directory with DATA_DIR.',
    zh: '数据目录 {directory} 正被另一个 Mortise 进程（{pid}）使用。请先停止它，或用 DATA_DIR 指定其他目录。',
  },
})

/** Platform migrations, workspaces and the tables of apps. */
export const schemaErrors = defineErrors({
  DAY_INVALID: { status: 400, en: '"{day}" is no day of the calendar.', zh: '「{day}」不是有效的日期。' },
  DATABASE_NEWER: {
    status: 500,
    en: 'The database was migrated by a newer Mortise ({database}; this one knows {code}). Start the newer version.',
    zh: '数据库已由更新版本的 Mortise 迁移（{database}，当前程序只到 {code}）。请启动更新的版本。',
  },
  MIGRATION_CHANGED: {
    status: 500,
    en: 'The migration {name} is not the one this database was migrated with.',
    zh: '迁移 {name} 与该数据库当初执行的内容不一致。',
  },
  DDL_BLOCKED: {
    status: 503,
    en: 'The change of {table} cannot get through: another transaction holds it ({blocker}). It is tried again later.',
    zh: '对 {table} 的变更暂时无法执行：其他事务正占用它（{blocker}）。稍后会再次尝试。',
  },
  UNIQUE_KEY_IMPOSSIBLE: {
    status: 422,
    en: 'The values of {fields} in the table "{entity}" cannot be made unique: some records have the same.',
    zh: '数据表「{entity}」的 {fields} 无法设为唯一：已有记录的值重复。',
  },
  WORKSPACE_NOT_FOUND: {
    status: 404,
    en: 'There is no workspace "{workspace}".',
    zh: '没有工作区「{workspace}」。',
  },
  WORKSPACE_KEY_INVALID: {
    status: 400,
    en: '"{workspace}" cannot be the key of a workspace: lower case letters, digits and underscore, a letter first, 30 at most.',
    zh: '「{workspace}」不能作为工作区标识：只能用小写字母、数字和下划线，以字母开头，最多 30 个字符。',
  },
})

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
  RECORD_EXISTS: { status: 400, en: 'There is already a record with this id.', zh: '该标识已被使用。' },
})

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
