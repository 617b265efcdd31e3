import { Refused } from '../refused.ts'
import type { Visit, Wait } from '../state/process-state.ts'
import { cancelInside } from './cancel.ts'
import { beginAgain } from './enter-node.ts'
import { leave, leaveBy } from './leave-node.ts'
import { answerPeople, askPeople } from './people.ts'
import type { IncidentEvent } from './process-event.ts'
import { goBack, stepsBefore } from './return.ts'
import { finishDetour } from './straight-back.ts'
import { dropWait, log, nodeOf, setVisit, type Work, waitsOf } from './work.ts'

/** Somebody says how an incident goes on. */
export function solveIncident(work: Work, { by, of, go }: IncidentEvent & { at: string }) {
  if (work.state.waits[of]?.incident) return solveWait(work, { by, of, go })
  const visit = work.state.visits[of]
  if (!visit?.incident || visit.state !== 'open') throw new Refused('NO_INCIDENT', { of })
  log(work, 'incident_solved', { by, visit: of, data: { go } })
  if (go === 'retry') return retry(work, visit)
  if (go === 'skip') return skip(work, visit, undefined)
  if ('complete' in go) return skip(work, visit, go.complete)
  if ('assign' in go) return assign(work, visit, go.assign)
  if ('transitions' in go) return choose(work, visit, go.transitions)
  const step = stepsBefore(work, visit).find(({ node }) => node === go.returnTo)
  if (!step) throw new Refused('NO_SUCH_STEP', { node: go.returnTo })
  goBack(work, step, { confirmed: go.confirmed === true })
}

function retry(work: Work, visit: Visit) {
  const during = visit.incident?.during
  const { incident: _incident, ...rest } = visit
  const repeats = during === 'items' || during === 'while' || during === 'until' || during === 'early'
  if (during && repeats) return void setVisit(work, { ...rest, id: visit.id }, { needs: 'scope', asks: during })
  if (during === 'limit') work.state.passed = 0
  if (during === 'people') return askPeople(work, setVisit(work, { ...rest, id: visit.id }, { needs: null }))
  for (const wait of waitsOf(work, visit.id)) dropWait(work, wait.id)
  if (during === 'join') return leave(work, visit, {})
  cancelInside(work, visit)
  beginAgain(work, visit)
}

/** Goes on as if it had been done. A choice needs to be told its way. */
function skip(work: Work, visit: Visit, output: unknown) {
  if (visit.incident?.during === 'choose') throw new Refused('WAY_MISSING', { node: visit.node })
  cancelInside(work, visit)
  if (visit.detourTo !== undefined) return finishDetour(work, visit, { output, outcome: 'skipped' })
  leave(work, visit, { outcome: 'skipped', ...(output === undefined ? {} : { output }) })
}

/** Whoever solves it says who is asked. */
function assign(work: Work, visit: Visit, users: readonly string[]) {
  if (visit.incident?.during !== 'people' || users.length === 0) throw new Refused('NOBODY_TO_ASSIGN')
  const { incident: _incident, ...rest } = visit
  const open = setVisit(work, { ...rest, id: visit.id }, { needs: 'answer', asks: 'people' })
  answerPeople(work, open, { people: [...new Set(users)].map((user) => ({ user, reason: { by: 'administrator' } })) })
}

function choose(work: Work, visit: Visit, transitions: readonly string[]) {
  const node = nodeOf(work, visit.node)
  const unknown = transitions.find((key) => !node.outgoing.includes(key))
  if (unknown !== undefined || transitions.length === 0) throw new Refused('WAY_MISSING', { node: visit.node })
  const { incident: _incident, ...rest } = visit
  const open = setVisit(work, { ...rest, id: visit.id }, { needs: null })
  cancelInside(work, open)
  // What was asked once more goes back to whoever asked, whatever way was named.
  if (open.detourTo !== undefined) return finishDetour(work, open, { output: undefined, outcome: 'skipped' })
  if (node.control.do === 'fork' && node.control.join) return leaveBy(work, open, node, transitions)
  leave(work, open, { transitions })
}

function solveWait(work: Work, { by, of, go }: Pick<IncidentEvent, 'by' | 'of' | 'go'>) {
  const wait = work.state.waits[of]
  if (!wait) return
  log(work, 'incident_solved', { by, visit: wait.visit, data: { go, wait: of } })
  if (go === 'skip') return skipWait(work, wait)
  if (go !== 'retry') throw new Refused('WAY_MISSING', { node: wait.node })
  const { incident: _incident, ...rest } = wait
  work.state.waits[of] = rest
}

/** What a node itself waited for counts as come; a catch or deadline just does not come. One of several ways has to stay. */
function skipWait(work: Work, wait: Wait) {
  const visit = wait.visit === null ? undefined : work.state.visits[wait.visit]
  if (visit?.needs === 'trigger' && wait.node === visit.node) return leave(work, visit, { outcome: 'skipped' })
  const ways = visit ? waitsOf(work, visit.id) : []
  if (visit?.needs === 'trigger' && ways.length === 1) throw new Refused('WAY_MISSING', { node: visit.node })
  dropWait(work, wait.id)
}
