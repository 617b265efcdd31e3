import type { NotificationKind } from '@mortise/api'
import { fillText, type LocalizedText } from '@mortise/core'
import type { AppModel } from '@mortise/metadata'
import { nodeLabel } from '../process/node-label.ts'
import type { Services } from '../services.ts'
import type { NotificationRow } from './notification-store.ts'

/** `who`: whoever caused it; `what`: the process, or the table; `step`: the node. */
const texts: Record<NotificationKind, { byPerson: LocalizedText; byNobody: LocalizedText }> = {
  task: {
    byPerson: { zh: '{who}提交的「{step}」等你处理', en: '{step}: {who} waits for you' },
    byNobody: { zh: '「{step}」等你处理', en: '{step}: waits for you' },
  },
  copy: {
    byPerson: { zh: '{who}抄送给你：{what}', en: '{who} copied you in: {what}' },
    byNobody: { zh: '抄送给你：{what}', en: 'You were copied in: {what}' },
  },
  reminder: {
    byPerson: { zh: '「{step}」已超过时限，{who}还没有处理', en: '{step}: is overdue with {who}' },
    byNobody: { zh: '「{step}」已超过时限，请尽快处理', en: '{step}: is overdue' },
  },
  urge: {
    byPerson: { zh: '{who}催你处理「{step}」', en: '{who} asks you to hurry: {step}' },
    byNobody: { zh: '有人催你处理「{step}」', en: 'Somebody asks you to hurry: {step}' },
  },
  mention: {
    byPerson: { zh: '{who}在评论中提到了你', en: '{who} mentioned you in a comment' },
    byNobody: { zh: '有评论提到了你', en: 'You were mentioned in a comment' },
  },
  withdrawn: {
    byPerson: { zh: '{who}撤回了流程，「{step}」不用再处理', en: '{step}: withdrawn by {who}' },
    byNobody: { zh: '流程已结束，「{step}」不用再处理', en: '{step}: is not needed any more' },
  },
  ended: {
    byPerson: { zh: '你发起的{what}已结束：{outcome}', en: 'Your {what} has ended: {outcome}' },
    byNobody: { zh: '你发起的{what}已结束：{outcome}', en: 'Your {what} has ended: {outcome}' },
  },
  incident: {
    byPerson: { zh: '流程在「{step}」出错，需要处理', en: '{step}: something failed and has to be settled' },
    byNobody: { zh: '流程在「{step}」出错，需要处理', en: '{step}: something failed and has to be settled' },
  },
  message: {
    byPerson: { zh: '{what}的通知', en: 'A message of {what}' },
    byNobody: { zh: '{what}的通知', en: 'A message of {what}' },
  },
}

const outcomes: { [status: string]: LocalizedText } = {
  done: { zh: '已完成', en: 'done' },
  rejected: { zh: '被拒绝', en: 'rejected' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  cancelled: { zh: '已取消', en: 'cancelled' },
}

/** What a notification says, in one line. Of what ended, `comment` holds the status. */
export function notificationText(
  row: Pick<NotificationRow, 'kind' | 'process' | 'node' | 'by_user' | 'comment'>,
  { model, who, nodeTypes }: { model: AppModel | undefined; who: string | null } & Pick<Services, 'nodeTypes'>,
): LocalizedText {
  const document = row.process === null ? undefined : model?.processes.get(row.process)
  const what = document?.label ?? model?.app.label ?? { zh: '', en: '' }
  const step =
    row.node === null ? what : document ? nodeLabel({ nodeTypes }, document, row.node) : { zh: row.node, en: row.node }
  const outcome = outcomes[row.comment ?? ''] ?? { zh: row.comment ?? '', en: row.comment ?? '' }
  const text = texts[row.kind][who === null ? 'byNobody' : 'byPerson']
  return fillText(text, { who: who ?? '', what, step, outcome })
}

/** What a person wrote; of some kinds the place holds something else. */
export const writtenComment = ({ kind, comment }: Pick<NotificationRow, 'kind' | 'comment'>) =>
  kind === 'ended' || kind === 'incident' ? null : comment
