import { answerPeople } from '../../process-parts/answer-people.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import approval, { type ApprovalOptions } from './approval.ts'

export default defineNodeServer(approval, (question) =>
  answerPeople(question, question.node.options as ApprovalOptions),
)
