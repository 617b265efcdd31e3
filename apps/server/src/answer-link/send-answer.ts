import type { AnswerLinkInput } from '@mortise/api'
import { asSystem, type RecordInput } from '@mortise/data'
import { types } from '@mortise/expressions'
import { shownField, valueOfField } from '@mortise/metadata'
import { type ActingOn, runTransition, spendLink } from '@mortise/process/server'
import type { Services } from '../services.ts'
import { answerLinkErrors } from './answer-link-errors.ts'
import type { OpenedAnswerLink } from './open-answer-link.ts'

/** Takes an answer: the link is used up, the stars are written and the task is decided in one transaction. */
export async function sendAnswer(
  { processEngine }: Services,
  opened: OpenedAnswerLink,
  { answer, comment = '', rating }: AnswerLinkInput,
): Promise<void> {
  const { instance, visit, scope, page, link } = opened
  const said = page.comment === 'none' ? '' : comment.trim()
  if (page.comment === 'on_reject' && answer === 'reject' && said === '')
    throw answerLinkErrors.ANSWER_COMMENT_MISSING()
  const at = new Date().toISOString()
  const event = {
    ...{ event: 'link_answer' as const, at, visit: visit.id },
    outcome: answer === 'approve' ? ('approved' as const) : ('rejected' as const),
    label: page[answer],
    ...(said ? { comment: said } : {}),
  }
  await runTransition(processEngine.services, scope, {
    ...{ instance: instance.id, process: instance.process, event },
    async before(acting) {
      const { trx, scope: joined } = acting.joined
      if (!(await spendLink(trx, joined.workspace.schema, link, at))) throw answerLinkErrors.ANSWER_LINK_USED()
      if (page.rating && rating !== undefined) await rate(acting, { field: page.rating.field, rating })
      return event
    },
  })
  processEngine.wake()
}

/** Expressions count in ten decimal places. */
const one = 10n ** 10n

async function rate({ joined, row }: ActingOn, { field, rating }: { field: string; rating: number }): Promise<void> {
  const { entity, record_id: id, process } = row
  if (entity === null || id === null) return
  const { engine, scope } = joined
  const access = asSystem(`process ${process}`, { kind: 'process', id: row.id })
  const into = scope.model.entities.get(entity)?.fields.get(field)
  // A field that is gone by now keeps nobody from answering.
  if (!into) return
  const value = valueOfField(BigInt(rating) * one, types.num, shownField(into))
  const { version } = await engine.get(access, scope, entity, id, ['id', 'version'])
  await engine.update(access, scope, entity, { id, version: Number(version) }, { [field]: value } as RecordInput)
}
