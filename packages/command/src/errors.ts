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
  COMMAND_RELATED_MANY: {
    status: 409,
    en: '"{command}" would change more than {max} related records ({table}). None was changed.',
    zh: '「{command}」要更新的相关{table}超过 {max} 条，没有作任何更改。',
  },
  COMMAND_RELATED_REFUSED: {
    status: 409,
    en: '"{command}" was not carried out, because records around "{title}" cannot be changed: {reasons}',
    zh: '「{command}」没有执行，因为与「{title}」相关的记录不能更改：{reasons}',
  },
  COMMAND_FORM_GONE: {
    status: 409,
    en: '"{command}" opens a form that is not there any more, or that is not for you. Tell whoever designs the app.',
    zh: '「{command}」要打开的表单已不存在，或者不适用于您。请联系应用的设计者。',
  },
  COMMAND_FORM_NEEDED: {
    status: 400,
    en: '"{command}" is carried out with what is filled in in its form.',
    zh: '「{command}」须连同其表单填写的内容一起执行。',
  },
  COMMAND_BUSY: {
    status: 409,
    en: '"{title}" is being changed by others at this moment. Please try again.',
    zh: '「{title}」正在被他人修改，请重试。',
  },
})
