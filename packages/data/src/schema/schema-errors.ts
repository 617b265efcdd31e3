import { defineErrors } from '@mortise/core'

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
