import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'

const SubProcessOptions = Type.Object({}, { additionalProperties: false })
export type SubProcessOptions = Type.Static<typeof SubProcessOptions>

export default defineNodeType({
  type: 'sub_process',
  label: { zh: '子流程', en: 'Sub-process' },
  description: {
    zh: '把几个节点放在一起，作为一个整体开始、结束和取消。',
    en: 'Nodes that begin, end and are cancelled as one.',
  },
  icon: 'box',
  group: 'scopes',
  options: SubProcessOptions,
  holds: true,
  ports: { in: [1, null], out: [1, 1] },
  parts: () => [],
  defaultOptions: () => ({}),
  control: () => ({ do: 'scope' }),
})
