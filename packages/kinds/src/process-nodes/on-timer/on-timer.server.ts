import { answerMoment } from '../../process-parts/answer-when.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import onTimer, { type OnTimerOptions } from './on-timer.ts'

export default defineNodeServer(onTimer, (question) => answerMoment(question, question.node.options as OnTimerOptions))
