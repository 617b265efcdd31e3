import { nodeOption, StoredExpressionSchema } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { recordConditionPart } from '../../process-parts/node-parts.ts'
import { interruptingOption } from '../../process-parts/trigger-options.ts'

const OnRecordOptions = Type.Object(
  {
    condition: nodeOption(StoredExpressionSchema, { label: { zh: '条件', en: 'Condition' }, editor: 'condition' }),
    interrupting: interruptingOption,
  },
  { additionalProperties: false },
)
export type OnRecordOptions = Type.Static<typeof OnRecordOptions>

export default defineNodeType({
  type: 'on_record',
  label: { zh: '记录满足条件', en: 'On a change of the record' },
  description: {
    zh: '附着的节点进行中，记录满足条件时。',
    en: 'When a condition comes to hold for the record while the node that it is at is open.',
  },
  icon: 'refresh',
  group: 'events',
  options: OnRecordOptions,
  catches: true,
  needsRecord: true,
  ports: { in: [0, 0], out: [1, 1] },
  parts: ({ condition }, place) => recordConditionPart(condition, place),
  defaultOptions: () => ({ condition: { v: 1 as const, expr: true } }),
  control: ({ interrupting }, { node }) => ({
    do: 'catch',
    at: node.on ?? '',
    trigger: { on: 'condition' },
    interrupting: interrupting ?? true,
  }),
})
