import type { ChosenPeople, DecisionReason, OpenTask, TaskActBody } from '@mortise/api'

/** What is done with a task through a dialog, or at once. */
export type TaskAct = TaskActBody['do']

/** What somebody has filled in so far, whatever they are about to do. */
export interface ActDraft {
  comment: string
  reason: string | null
  /** An uploaded picture, or `account`. */
  signature: string | null
  /** One person, or the node to return to. */
  to: string | null
  users: string[]
  side: 'before' | 'after' | 'beside'
  rule: 'all' | 'any' | 'in_turn' | 'vote'
  /** Of a vote: how many of a hundred have to agree. */
  percent: number
  back: 'again' | 'straight_back'
  /** The place in the round that is removed. */
  actor: number | null
  chosen: ChosenPeople
}

export function newDraft(act: TaskAct, task: Pick<OpenTask, 'returnTo' | 'resubmit' | 'choices'>): ActDraft {
  return {
    ...{ comment: '', reason: null, signature: null, users: [], side: 'before', rule: 'all', percent: 50, actor: null },
    to: act === 'return' ? (task.returnTo.at(-1)?.node ?? null) : null,
    back: task.resubmit === 'straight_back' ? 'straight_back' : 'again',
    chosen: Object.fromEntries(task.choices.map(({ node, chosen }) => [node, chosen])),
  }
}

/** What an act demands that is not there yet. */
export type DraftProblem =
  | 'needComment'
  | 'needReason'
  | 'needSignature'
  | 'needPerson'
  | 'needPeople'
  | 'needTarget'
  | 'needChoice'

type Demands = OpenTask['demands']

const refuses: ReadonlySet<TaskAct> = new Set(['reject', 'return'])
const decides: ReadonlySet<TaskAct> = new Set(['approve', 'reject'])

/** Reasons that are offered with an act; none where it has none. */
export function reasonsFor(act: TaskAct, demands: Demands): readonly DecisionReason[] {
  if (act === 'approve') return demands.approveReasons ?? []
  if (act === 'reject') return demands.reasons ?? []
  return act === 'return' ? (demands.returnReasons ?? []) : []
}

export function demandsReason(act: TaskAct, demands: Demands): boolean {
  return demands.reasonsOptional !== true && reasonsFor(act, demands).length > 0
}

export function demandsComment(act: TaskAct, { comment }: Demands): boolean {
  return (
    (comment === 'always' && (decides.has(act) || act === 'return')) || (comment === 'on_reject' && refuses.has(act))
  )
}

export function demandsSignature(act: TaskAct, { signature }: Demands): boolean {
  return signature === true && decides.has(act)
}

/** Whether a click is enough: nothing is to be said, chosen or signed beyond what is there already. */
export function isEnough(act: TaskAct, draft: ActDraft, task: Pick<OpenTask, 'demands' | 'choices'>): boolean {
  if (act !== 'approve' || task.choices.length > 0 || reasonsFor(act, task.demands).length > 0) return false
  return problemOf(act, draft, task) === null
}

/** The first thing that is missing. The server says the same; here it is said before anything is sent. */
export function problemOf(
  act: TaskAct,
  draft: ActDraft,
  { demands, choices }: Pick<OpenTask, 'demands' | 'choices'>,
): DraftProblem | null {
  if (act === 'return' && draft.to === null) return 'needTarget'
  if ((act === 'transfer' || act === 'delegate') && draft.to === null) return 'needPerson'
  if (act === 'add_signer' && draft.users.length === 0) return 'needPeople'
  if (act === 'remove_signer' && draft.actor === null) return 'needPerson'
  if (act === 'approve' && choices.some(({ node }) => !draft.chosen[node]?.length)) return 'needChoice'
  if (demandsReason(act, demands) && draft.reason === null) return 'needReason'
  if (demandsComment(act, demands) && draft.comment.trim() === '') return 'needComment'
  if (demandsSignature(act, demands) && draft.signature === null) return 'needSignature'
  return null
}

/** What is sent. Only after `problemOf` found nothing. */
export function bodyOf(
  act: TaskAct,
  draft: ActDraft,
  task: Pick<OpenTask, 'resubmit' | 'choices'>,
  confirmed = false,
): TaskActBody {
  const { reason, signature } = draft
  const comment = draft.comment.trim()
  const remark = { ...(comment && { comment }), ...(reason && { reason }), ...(signature && { signature }) }
  const sure = confirmed && { confirmed }
  const to = draft.to ?? ''
  switch (act) {
    case 'approve':
      return { do: act, ...(task.choices.length > 0 && { chosen: draft.chosen }), ...remark }
    case 'return':
      return { do: act, to, ...(task.resubmit === 'choice' && { back: draft.back }), ...sure, ...remark }
    case 'transfer':
    case 'delegate':
      return { do: act, to, ...remark }
    case 'add_signer':
      return { do: act, side: draft.side, users: draft.users, rule: ruleOf(draft), ...remark }
    case 'remove_signer':
      return { do: act, actor: draft.actor ?? 0, ...remark }
    case 'take_back':
      return { do: act, ...sure, ...remark }
    case 'reject':
      return { do: act, ...remark }
    case 'claim':
    case 'unclaim':
    case 'see':
      return { do: act }
  }
}

function ruleOf({ rule, percent }: ActDraft) {
  return rule === 'vote' ? { of: rule, by: 'share' as const, pass: percent / 100 } : { of: rule }
}
