import { startOfDay } from '@mortise/expressions'
import { type Answer, dueAfter } from '@mortise/process'
import type { Question } from '../process-services.ts'
import { nodeErrors } from './node-errors.ts'
import { textsAt } from './node-records.server.ts'
import type { Moment } from './trigger-options.ts'

/** When a time is over that a node waits for. */
export async function answerMoment(question: Question, { after, until }: Moment): Promise<Answer> {
  const { at, services } = question
  if (after) return { due: dueAfter(at, after, services.time) }
  const [moment] = until === undefined ? [] : await textsAt(question, until)
  if (moment === undefined) throw nodeErrors.NODE_TIME_BLANK({ field: until ?? '' })
  const day = /^\d{4}-\d{2}-\d{2}$/.test(moment)
  return { due: day ? startOfDay(moment, services.time.timeZone).toISOString() : new Date(moment).toISOString() }
}
