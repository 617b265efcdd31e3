import { answerKey } from '../../process-parts/answer-key.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import waitMessage, { type WaitMessageOptions } from './wait-message.ts'

export default defineNodeServer(waitMessage, (question) =>
  answerKey(question, (question.node.options as WaitMessageOptions).key),
)
