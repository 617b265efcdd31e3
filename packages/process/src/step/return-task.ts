import { Refused } from '../refused.ts'
import type { RoundSettings } from '../round/round-settings.ts'
import type { Visit } from '../state/process-state.ts'
import type { TaskAct } from './process-event.ts'
import { goBack, nearestStep, startVisit, stepsBefore } from './return.ts'
import { goStraightBack } from './straight-back.ts'
import type { Work } from './work.ts'

interface Returning {
  act: Extract<TaskAct, { do: 'return' }>
  settings: RoundSettings
  override: boolean
}

/** Sends a task back to an earlier step, as far as its node allows. */
export function returnTask(work: Work, visit: Visit, { act, settings, override }: Returning) {
  const step = stepsBefore(work, visit).find(({ node }) => node === act.to)
  if (!step) throw new Refused('NO_SUCH_STEP', { node: act.to })
  if (!override && !isAllowed(work, visit, { step, to: settings.returns.to })) {
    throw new Refused('RETURN_NOT_ALLOWED', { node: act.to })
  }
  const { resubmit } = settings.returns
  const back = resubmit === 'choice' ? (act.back ?? 'again') : resubmit
  if (back === 'straight_back') return goStraightBack(work, visit, step)
  goBack(work, step, { confirmed: act.confirmed === true })
}

function isAllowed(
  work: Work,
  visit: Visit,
  { step, to }: { step: Visit; to: RoundSettings['returns']['to'] },
): boolean {
  if (to === 'any') return true
  if (to === 'start') return startVisit(work, visit)?.id === step.id
  return to === 'previous' && nearestStep(work, visit)?.id === step.id
}
