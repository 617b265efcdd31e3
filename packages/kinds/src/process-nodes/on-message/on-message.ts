import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import {
  interruptingOption,
  messageKeyOption,
  messageKeyParts,
  messageOption,
} from '../../process-parts/trigger-options.ts'

const OnMessageOptions = Type.Object(
  { message: messageOption, key: messageKeyOption, interrupting: interruptingOption },
  { additionalProperties: false },
)
export type OnMessageOptions = Type.Static<typeof OnMessageOptions>

export default defineNodeType({
  type: 'on_message',
  label: { zh: '收到消息', en: 'On a message' },
  description: { zh: '附着的节点进行中收到消息时。', en: 'When a message comes while the node that it is at is open.' },
  icon: 'mail',
  group: 'events',
  options: OnMessageOptions,
  catches: true,

  ports: { in: [0, 0], out: [1, 1] },
  parts: ({ key }, place) => messageKeyParts(key, place),
  defaultOptions: () => ({ message: 'message' }),
  control: ({ message, interrupting }, { node }) => ({
    do: 'catch',
    at: node.on ?? '',
    trigger: { on: 'message', name: message },
    interrupting: interrupting ?? true,
  }),
})
