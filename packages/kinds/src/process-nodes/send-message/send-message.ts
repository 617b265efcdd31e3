import { defineNodeType } from '@mortise/process'
import { Type } from 'typebox'
import { messageOption } from '../../process-parts/trigger-options.ts'

const SendMessageOptions = Type.Object({ message: messageOption }, { additionalProperties: false })
export type SendMessageOptions = Type.Static<typeof SendMessageOptions>

export default defineNodeType({
  type: 'send_message',
  label: { zh: '发送消息', en: 'Send a message' },
  description: { zh: '发给等待此消息的流程。', en: 'Goes to processes that wait for it.' },
  icon: 'send',
  group: 'events',
  options: SendMessageOptions,

  ports: { in: [1, null], out: [1, 1] },
  parts: () => [],
  defaultOptions: () => ({ message: 'message' }),
  control: ({ message }) => ({ do: 'throw', trigger: { on: 'message', name: message } }),
})
