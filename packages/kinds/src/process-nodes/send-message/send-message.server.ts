import { messageKey } from '../../process-parts/answer-key.server.ts'
import { defineOutsideNode } from '../../process-services.ts'
import sendMessage, { type SendMessageOptions } from './send-message.ts'

export default defineOutsideNode(sendMessage, async (question, outside) => {
  const { message, key } = question.node.options as SendMessageOptions
  return await outside.send({ name: message, key: await messageKey(question, key) })
})
