import { answerKey } from '../../process-parts/answer-key.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import onMessage, { type OnMessageOptions } from './on-message.ts'

export default defineNodeServer(onMessage, (question) =>
  answerKey(question, (question.node.options as OnMessageOptions).key),
)
