import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'

const ExclusiveOptions = Type.Object({}, { additionalProperties: false })
export type ExclusiveOptions = Type.Static<typeof ExclusiveOptions>

export default defineNodeType({
  type: 'exclusive',
  label: { zh: '条件分支', en: 'Choice' },
  description: { zh: '走第一条条件成立的连线。', en: 'Takes the first line whose condition holds.' },
  icon: 'arrows-split-2',
  group: 'ways',
  options: ExclusiveOptions,

  ports: { in: [1, null], out: [2, null], conditions: true },
  parts: () => [],
  defaultOptions: () => ({}),
  control: () => ({ do: 'choose' }),
})
