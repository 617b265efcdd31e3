import { defineErrors } from '@mortise/core'

export const commandErrors = defineErrors({
  COMMAND_UNKNOWN: {
    status: 404,
    en: 'There is no action "{command}" for this table, or it is not for you.',
    zh: '此数据表没有操作「{command}」，或者它不适用于您。',
  },
  COMMAND_NOT_NOW: {
    status: 409,
    en: '"{command}" does not apply to "{title}" any more. {reason}',
    zh: '「{command}」已不适用于「{title}」。{reason}',
  },
  COMMAND_ARCHIVED: {
    status: 409,
    en: '"{title}" is archived. Restore it first.',
    zh: '「{title}」已归档，请先恢复它。',
  },
  COMMAND_TOO_MANY: {
    status: 400,
    en: 'An action runs for at most {max} records at a time. Select fewer.',
    zh: '一次最多对 {max} 条记录执行操作，请少选一些。',
  },
  COMMAND_ONE_ONLY: {
    status: 400,
    en: '"{command}" runs for one record at a time.',
    zh: '「{command}」一次只能用于一条记录。',
  },
  COMMAND_BUSY: {
    status: 409,
    en: '"{title}" is being changed by others at this moment. Please try again.',
    zh: '「{title}」正在被他人修改，请重试。',
  },
})
