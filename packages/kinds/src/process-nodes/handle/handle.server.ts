import { answerPeople } from '../../process-parts/answer-people.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import handle, { type HandleOptions } from './handle.ts'

export default defineNodeServer(handle, (question) => answerPeople(question, question.node.options as HandleOptions))
