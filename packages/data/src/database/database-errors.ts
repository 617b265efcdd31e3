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
