import { answerPeople } from '../../process-parts/answer-people.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import notice, { type NoticeOptions } from './notice.ts'

export default defineNodeServer(notice, (question) => answerPeople(question, question.node.options as NoticeOptions))
