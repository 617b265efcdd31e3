import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'

const InclusiveOptions = Type.Object({}, { additionalProperties: false })
export type InclusiveOptions = Type.Static<typeof InclusiveOptions>

export default defineNodeType({
  type: 'inclusive',
  label: { zh: '包容分支', en: 'Inclusive ways' },
  description: {
    zh: '同时走所有条件成立的连线，在汇合处等齐。',
    en: 'Takes all lines whose conditions hold; they meet at a join.',
  },
  icon: 'git-branch',
  group: 'ways',
  options: InclusiveOptions,

  ports: { in: [1, null], out: [2, null], conditions: true },
  parts: () => [],
  defaultOptions: () => ({}),
  control: (_options, { join }) => ({ do: 'fork', branches: 'some', join }),
})
