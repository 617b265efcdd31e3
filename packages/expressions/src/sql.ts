export { compileCondition, compileSql, sqlTypeOf } from './sql/compile-sql.ts'
export type { SqlColumn, SqlEnvironment, SqlPlace, SqlRows } from './sql/sql-place.ts'
