import { answerMoment } from '../../process-parts/answer-when.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import delay, { type DelayOptions } from './delay.ts'

export default defineNodeServer(delay, (question) => answerMoment(question, question.node.options as DelayOptions))
