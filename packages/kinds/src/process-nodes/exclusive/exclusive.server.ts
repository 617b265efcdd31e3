import { answerChoose } from '../../process-parts/answer-choose.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import exclusive from './exclusive.ts'

export default defineNodeServer(exclusive, (question) => answerChoose(question, { all: false }))
