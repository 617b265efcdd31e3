import { nodeOption, StoredExpressionSchema } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { recordConditionPart } from '../../process-parts/node-parts.ts'

const WaitRecordOptions = Type.Object(
  { condition: nodeOption(StoredExpressionSchema, { label: { zh: '条件', en: 'Condition' }, editor: 'condition' }) },
  { additionalProperties: false },
)
export type WaitRecordOptions = Type.Static<typeof WaitRecordOptions>

export default defineNodeType({
  type: 'wait_record',
  label: { zh: '等待记录', en: 'Wait for the record' },
  description: { zh: '等到记录满足条件。', en: 'Waits until a condition holds for the record.' },
  icon: 'hourglass',
  group: 'waiting',
  options: WaitRecordOptions,
  needsRecord: true,
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ condition }, place) => recordConditionPart(condition, place),
  defaultOptions: () => ({ condition: { v: 1 as const, expr: true } }),
  control: () => ({ do: 'wait', trigger: { on: 'condition' } }),
})
