import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'

const ParallelOptions = Type.Object({}, { additionalProperties: false })
export type ParallelOptions = Type.Static<typeof ParallelOptions>

export default defineNodeType({
  type: 'parallel',
  label: { zh: '并行分支', en: 'Parallel ways' },
  description: { zh: '同时走所有连线，在汇合处等齐。', en: 'Takes all lines at once; they meet at a join.' },
  icon: 'arrows-split',
  group: 'ways',
  options: ParallelOptions,

  ports: { in: [1, null], out: [2, null] },
  parts: () => [],
  defaultOptions: () => ({}),
  control: (_options, { join }) => ({ do: 'fork', branches: 'all', join }),
})
