import { option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

/** The type of field that a computed field behaves like. */
export const resultOption = option(
  Type.Object(
    {
      type: Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$' }),
      options: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    },
    { additionalProperties: false },
  ),
  { label: { zh: '结果类型', en: 'Type of the result' }, editor: 'result-type' },
)
