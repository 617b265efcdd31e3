import { Type } from '@mortise/metadata/schema'
import { defaultedOption, optionalOption } from './defaulted-option.ts'

/** What an author decides about uploads. */
export const fileOptions = {
  maxCount: defaultedOption(Type.Integer({ minimum: 1, maximum: 50, default: 10 }), {
    label: { zh: '最多文件数', en: 'Most files' },
    editor: 'slider',
  }),
  maxSizeMb: defaultedOption(Type.Integer({ minimum: 1, maximum: 1000, default: 20 }), {
    label: { zh: '单个文件上限（MB）', en: 'Largest file (MB)' },
  }),
  accept: optionalOption(
    Type.Array(Type.String({ pattern: '^(\\.[A-Za-z0-9]{1,10}|[a-z]+/(\\*|[a-z0-9.+-]+))$' }), { maxItems: 30 }),
    { label: { zh: '允许的类型', en: 'Accepted types' } },
  ),
}
