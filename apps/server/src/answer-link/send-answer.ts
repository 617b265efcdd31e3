import type { AnswerLinkInput } from '@mortise/api'
import { AppError } from '@mortise/core'
import { asSystem, type RecordInput } from '@mortise/data'
import type { Workspace } from '@mortise/data/server'
import { types } from '@mortise/expressions'
import { shownField, valueOfField } from '@mortise/metadata'
import {
  type ActingOn,
  type LinkRow,
  linkOfHash,
  processErrors,
  runTransition,
  spendLink,
} from '@mortise/process/server'
import type { Services } from '../services.ts'
import { answerLinkErrors } from './answer-link-errors.ts'
import type { OpenedAnswerLink } from './open-answer-link.ts'

/** Takes an answer: the link is used up, the stars are written and the task is decided in one transaction. */
export async function sendAnswer(
  { processEngine, workspace }: Services,
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
      return null
    },
  }).catch(async (error: unknown) => {
    throw await inWordsOfLink(error, workspace, link)
  })
  processEngine.wake()
}

/**
 * Who was late hears what became of the link: how the process stands is no concern of a visitor. That the server cannot
 * work just now is said as always.
 */
async function inWordsOfLink(error: unknown, workspace: Workspace, { hash }: LinkRow): Promise<unknown> {
  if (!(error instanceof AppError) || error.status >= 500 || Object.hasOwn(answerLinkErrors, error.code)) return error
  const link = await linkOfHash(workspace, hash)
  if (link?.used_at) return answerLinkErrors.ANSWER_LINK_USED()
  return Object.hasOwn(processErrors, error.code)
    ? answerLinkErrors.ANSWER_LINK_OVER()
    : answerLinkErrors.ANSWER_NOT_TAKEN()
}

/** Expressions count in ten decimal places. */
const one = 10n ** 10n
/** Others may save the record at the same moment; that is no reason to trouble the visitor. */
const attempts = 3

interface Stars {
  field: string
  rating: number
}

/**
 * Writes the stars into the record. The visitor may hear nothing of it: a record or a field that is gone by now keeps
 * nobody from answering, and whatever else refuses the stars leaves the link as it was, for another try.
 */
async function rate(acting: ActingOn, stars: Stars): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeStars(acting, stars)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'RECORD_NOT_FOUND') return
      if (error.code !== 'RECORD_CHANGED' || attempt === attempts) throw answerLinkErrors.ANSWER_NOT_TAKEN()
    }
  }
}

async function writeStars({ joined, row }: ActingOn, { field, rating }: Stars): Promise<void> {
  const { entity, record_id: id, process } = row
  if (entity === null || id === null) return
  const { engine, scope } = joined
  const access = asSystem(`process ${process}`, { kind: 'process', id: row.id })
  const into = scope.model.entities.get(entity)?.fields.get(field)
  if (!into) return
  const value = valueOfField(BigInt(rating) * one, types.num, shownField(into))
  const { version } = await engine.get(access, scope, entity, id, ['id', 'version'])
  const target = { id, version: Number(version) }
  const input = { [field]: value } as RecordInput
  // Nobody is there to look at records that are alike, and nobody is shown the record.
  await engine.update(access, scope, entity, target, input, { acceptDuplicates: true, select: ['id'] })
}
