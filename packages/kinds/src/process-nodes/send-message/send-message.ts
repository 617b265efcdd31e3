import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { messageKeyOption, messageKeyParts, messageOption } from '../../process-parts/trigger-options.ts'

const SendMessageOptions = Type.Object(
  { message: messageOption, key: messageKeyOption },
  { additionalProperties: false },
)
export type SendMessageOptions = Type.Static<typeof SendMessageOptions>

export default defineNodeType({
  type: 'send_message',
  label: { zh: '发送消息', en: 'Send a message' },
  description: { zh: '发给等待此消息的流程。', en: 'Goes to processes that wait for it.' },
  icon: 'send',
  group: 'events',
  options: SendMessageOptions,

  ports: { in: [1, null], out: [1, 1] },
  parts: ({ key }, place) => messageKeyParts(key, place),
  defaultOptions: () => ({ message: 'message' }),
  control: ({ message, key }) =>
    key ? { do: 'run', where: 'outside' } : { do: 'throw', trigger: { on: 'message', name: message } },
})
