import { answerChoose } from '../../process-parts/answer-choose.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import inclusive from './inclusive.ts'

export default defineNodeServer(inclusive, (question) => answerChoose(question, { all: true }))
