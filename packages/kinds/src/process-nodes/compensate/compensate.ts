import { Key, nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'

const CompensateOptions = Type.Object(
  {
    node: Type.Optional(nodeOption(Key, { label: { zh: '只撤销这个节点', en: 'Only of this node' }, editor: 'node' })),
  },
  { additionalProperties: false },
)
export type CompensateOptions = Type.Static<typeof CompensateOptions>

export default defineNodeType({
  type: 'compensate',
  label: { zh: '撤销', en: 'Take back' },
  description: {
    zh: '撤销前面节点做过的事，从最近的开始。',
    en: 'Takes back what nodes before have done, the newest first.',
  },
  icon: 'arrow-back-up',
  group: 'events',
  options: CompensateOptions,

  ports: { in: [1, null], out: [1, 1] },
  parts: ({ node }) => (node === undefined ? [] : [{ part: 'node', pointer: '/node', node }]),
  defaultOptions: () => ({}),
  control: ({ node }) => ({
    do: 'throw',
    trigger: { on: 'compensation', ...(node === undefined ? {} : { name: node }) },
  }),
})
