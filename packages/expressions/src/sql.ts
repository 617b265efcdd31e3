import { loadPatterns } from './evaluate/patterns.ts'

export { type CalendarDay, chineseHolidays } from './calendar/public-holidays.ts'
export { compileCondition, compileSql, sqlTypeOf } from './sql/compile-sql.ts'
export { caseCollations, type HelperFunction, helperFunctions } from './sql/helper-functions.ts'
export type { HelperCapabilities } from './sql/helper-parts.ts'
export type { SqlColumn, SqlEnvironment, SqlPlace, SqlRows } from './sql/sql-place.ts'

await loadPatterns()
