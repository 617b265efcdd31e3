import { answerKey } from '../../process-parts/answer-key.server.ts'
import { answerMoment } from '../../process-parts/answer-when.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import eventHandler, { type EventHandlerOptions } from './event-handler.ts'

export default defineNodeServer(eventHandler, (question) => {
  const { trigger } = question.node.options as EventHandlerOptions
  if (trigger.on === 'timer') return answerMoment(question, trigger)
  return answerKey(question, 'key' in trigger ? trigger.key : undefined)
})
