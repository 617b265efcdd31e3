import { fillPlaceholders } from '@mortise/metadata'
import { peopleFor } from '../../process-parts/answer-people.server.ts'
import { shownValues } from '../../process-parts/shown-values.server.ts'
import { defineOutsideNode } from '../../process-services.ts'
import notify, { type NotifyOptions } from './notify.ts'

export default defineOutsideNode(notify, async (question, outside) => {
  const { approvers, text, placeholders } = question.node.options as NotifyOptions
  const users = await peopleFor(question, approvers)
  const shown = await shownValues(question, placeholders)
  const comment = fillPlaceholders(text.zh ?? text.en ?? '', (key) => shown.zh[key] ?? null)
  await outside.notify({ users, comment })
  return { users }
})
