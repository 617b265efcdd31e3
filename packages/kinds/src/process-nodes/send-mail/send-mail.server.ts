import { fillPlaceholders } from '@mortise/metadata'
import { peopleFor } from '../../process-parts/answer-people.server.ts'
import { textsAt } from '../../process-parts/node-records.server.ts'
import { shownValues } from '../../process-parts/shown-values.server.ts'
import { defineOutsideNode } from '../../process-services.ts'
import sendMail, { type SendMailOptions } from './send-mail.ts'

export default defineOutsideNode(sendMail, async (question, outside) => {
  const options = question.node.options as SendMailOptions
  const { approvers = [], field, addresses = [], subject, text, placeholders } = options
  const people = approvers.length > 0 ? await peopleFor(question, approvers) : []
  const found = field === undefined ? [] : await textsAt(question, field)
  const shown = await shownValues(question, placeholders)
  const letters = await outside.mail({
    users: people,
    addresses: [...addresses, ...found],
    write: (language) => {
      const fill = (words: { zh?: string; en?: string }) =>
        fillPlaceholders(words[language] ?? words.zh ?? words.en ?? '', (key) => shown[language][key] ?? null)
      return { subject: fill(subject), text: fill(text) }
    },
  })
  return { letters }
})
