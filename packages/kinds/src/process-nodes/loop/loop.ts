import { nodeOption, StoredExpressionSchema } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { conditionPart } from '../../process-parts/node-parts.ts'

const LoopOptions = Type.Object(
  {
    mode: Type.Optional(
      nodeOption(Type.Enum(['while', 'until'], { default: 'while' }), {
        label: { zh: '方式', en: 'Way' },
        choices: {
          while: { zh: '条件成立时再做一次', en: 'Again while the condition holds' },
          until: { zh: '做到条件成立为止', en: 'Once, and again until the condition holds' },
        },
      }),
    ),
    condition: nodeOption(StoredExpressionSchema, { label: { zh: '条件', en: 'Condition' }, editor: 'condition' }),
    limit: Type.Optional(
      nodeOption(Type.Integer({ minimum: 1, maximum: 1000, default: 100 }), {
        label: { zh: '最多次数', en: 'At most so often' },
      }),
    ),
  },
  { additionalProperties: false },
)
export type LoopOptions = Type.Static<typeof LoopOptions>

export default defineNodeType({
  type: 'loop',
  label: { zh: '循环', en: 'Loop' },
  description: {
    zh: '条件成立时重复执行里面的节点。',
    en: 'Does what is inside again for as long as a condition holds.',
  },
  icon: 'repeat',
  group: 'scopes',
  options: LoopOptions,
  holds: true,
  needsRecord: 'or_item',
  ports: { in: [1, null], out: [1, 1] },
  problemOptions: { REPEAT_WITHOUT_LIMIT: 'limit', REPEAT_LIMIT_WRONG: 'limit', REPEAT_WITHOUT_CONDITION: 'condition' },
  parts: ({ condition }, place) => conditionPart(condition, place),
  defaultOptions: () => ({ condition: { v: 1 as const, expr: false } }),
  control: ({ mode, limit }) => ({ do: 'scope', repeat: { mode: mode ?? 'while', limit: limit ?? 100 } }),
})
