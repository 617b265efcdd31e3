import { defineErrors } from '@mortise/core'

/** Why a node of a process cannot do its work; the server says it, at the node. */
export const nodeErrors = defineErrors({
  NODE_WITHOUT_RECORD: {
    status: 422,
    en: 'The node "{node}" is about a record, but the process has none here.',
    zh: '节点「{node}」要用到记录，但流程在这里没有记录。',
  },
  NODE_FIELD_GONE: { status: 422, en: 'There is no field "{field}" any more.', zh: '字段「{field}」已不存在。' },
  NODE_TABLE_GONE: { status: 422, en: 'There is no table "{table}" any more.', zh: '数据表「{table}」已不存在。' },
  NODE_TOO_MANY_RECORDS: {
    status: 422,
    en: 'More than {max} records match; none was changed.',
    zh: '符合条件的记录超过 {max} 条，没有作任何更改。',
  },
  NODE_TOO_MANY_FOUND: {
    status: 422,
    en: 'More than {max} records were found by turns of a repetition side by side.',
    zh: '同时进行的循环合计查到的记录超过 {max} 条。',
  },
  NODE_KEY_BLANK: {
    status: 422,
    en: 'The key of the message at "{node}" comes to nothing, so that nobody would find it.',
    zh: '节点「{node}」的消息键为空，无法对应消息。',
  },
  NODE_TIME_BLANK: {
    status: 422,
    en: 'There is no time in the field "{field}" to wait for.',
    zh: '字段「{field}」没有值，不知道要等到什么时候。',
  },
})
