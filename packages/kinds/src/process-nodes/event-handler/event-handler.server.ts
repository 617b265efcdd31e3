import { answerMoment } from '../../process-parts/answer-when.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import eventHandler, { type EventHandlerOptions } from './event-handler.ts'

export default defineNodeServer(eventHandler, (question) => {
  const { trigger } = question.node.options as EventHandlerOptions
  return trigger.on === 'timer' ? answerMoment(question, trigger) : Promise.resolve({ key: null })
})
