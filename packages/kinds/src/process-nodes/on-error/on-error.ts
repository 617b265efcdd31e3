import { nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { EventName } from '../../process-parts/trigger-options.ts'

const OnErrorOptions = Type.Object(
  {
    error: Type.Optional(
      nodeOption(EventName, { label: { zh: '错误名称（留空为任何错误）', en: 'Name of the error; blank: any' } }),
    ),
  },
  { additionalProperties: false },
)
export type OnErrorOptions = Type.Static<typeof OnErrorOptions>

export default defineNodeType({
  type: 'on_error',
  label: { zh: '出错', en: 'On an error' },
  description: {
    zh: '附着的节点，或它调用的流程，抛出有名称的错误时。',
    en: 'When the node that it is at, or the process that it calls, fails with a named error.',
  },
  icon: 'alert-triangle',
  group: 'events',
  options: OnErrorOptions,
  catches: true,

  ports: { in: [0, 0], out: [1, 1] },
  parts: () => [],
  defaultOptions: () => ({}),
  control: ({ error }, { node }) => ({
    do: 'catch',
    at: node.on ?? '',
    trigger: { on: 'error', ...(error === undefined ? {} : { name: error }) },
    interrupting: true,
  }),
})
