import { Key, nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'

const CallProcessOptions = Type.Object(
  { process: nodeOption(Key, { label: { zh: '流程', en: 'Process' }, editor: 'process' }) },
  { additionalProperties: false },
)
export type CallProcessOptions = Type.Static<typeof CallProcessOptions>

export default defineNodeType({
  type: 'call_process',
  label: { zh: '调用流程', en: 'Call a process' },
  description: { zh: '发起另一个流程，等它结束后继续。', en: 'Starts another process and goes on when it has ended.' },
  icon: 'sitemap',
  group: 'calls',
  options: CallProcessOptions,
  calls: ({ process: key }) => key,
  facts: ({ process: key }) => ({ call: { process: key } }),
  ports: { in: [1, null], out: [1, 1] },
  problemOptions: { CALLS_ITSELF: 'process' },
  parts: ({ process: key }) => [{ part: 'document', pointer: '/process', kind: 'process', key }],
  defaultOptions: ({ document, model }) => ({
    process: [...model.processes.keys()].find((key) => key !== document.key) ?? document.key,
  }),
  control: () => ({ do: 'call' }),
})
