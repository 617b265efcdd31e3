import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'

const FirstOfOptions = Type.Object({}, { additionalProperties: false })
export type FirstOfOptions = Type.Static<typeof FirstOfOptions>

export default defineNodeType({
  type: 'first_of',
  label: { zh: '先到先走', en: 'Whichever comes first' },
  description: {
    zh: '等待几件事，先发生的那件决定去向。',
    en: 'Waits for several things; the first to happen decides the way.',
  },
  icon: 'target',
  group: 'waiting',
  options: FirstOfOptions,

  ports: { in: [1, null], out: [2, null] },
  parts: () => [],
  defaultOptions: () => ({}),
  control: () => ({ do: 'first_of' }),
})
