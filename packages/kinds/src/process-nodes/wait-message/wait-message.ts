import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { messageKeyOption, messageKeyParts, messageOption } from '../../process-parts/trigger-options.ts'

const WaitMessageOptions = Type.Object(
  { message: messageOption, key: messageKeyOption },
  { additionalProperties: false },
)
export type WaitMessageOptions = Type.Static<typeof WaitMessageOptions>

export default defineNodeType({
  type: 'wait_message',
  label: { zh: '等待消息', en: 'Wait for a message' },
  description: {
    zh: '等另一个流程或接口发来的消息。',
    en: 'Waits for a message of another process or of an interface.',
  },
  icon: 'mail',
  group: 'waiting',
  options: WaitMessageOptions,

  ports: { in: [1, null], out: [1, 1] },
  parts: ({ key }, place) => messageKeyParts(key, place),
  defaultOptions: () => ({ message: 'message' }),
  control: ({ message }) => ({ do: 'wait', trigger: { on: 'message', name: message } }),
})
