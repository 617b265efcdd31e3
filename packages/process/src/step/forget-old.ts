import { isOfClosedTurn } from '../state/found-list.ts'
import type { ProcessState, Scope } from '../state/process-state.ts'

/** Leaves out what nothing can come back to: visits and scopes that nothing alive follows from. */
export function forgetOld(state: ProcessState): ProcessState {
  const visits = visitsThatMatter(state)
  const scopes = scopesThatMatter(state, visits)
  return {
    ...state,
    visits: Object.fromEntries(Object.entries(state.visits).filter(([id]) => visits.has(Number(id)))),
    outputs: Object.fromEntries(Object.entries(state.outputs).filter(([key]) => !isOfClosedTurn(key, state))),
    scopes: Object.fromEntries(Object.entries(state.scopes).filter(([id]) => scopes.has(Number(id)))),
  }
}

function visitsThatMatter(state: ProcessState): Set<number> {
  const found = new Set<number>()
  const open: number[] = [...state.ready.flatMap(({ from }) => from)]
  for (const visit of Object.values(state.visits)) {
    if (visit.state === 'open') open.push(visit.id, ...(visit.undo ?? []).map((item) => item.visit))
  }
  for (const scope of Object.values(state.scopes)) {
    if (scope.state === 'open')
      open.push(...scope.from, ...scope.endings, ...scope.arrivals.flatMap(({ from }) => from))
  }
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const visit = found.has(id) ? undefined : state.visits[id]
    if (!visit) continue
    found.add(id)
    open.push(...visit.from)
  }
  return found
}

function scopesThatMatter(state: ProcessState, visits: ReadonlySet<number>): Set<number> {
  const found = new Set<number>()
  const keep = (id: number | null) => {
    const scope = id === null || found.has(id) ? undefined : state.scopes[id]
    if (!scope) return
    found.add(scope.id)
    keep(scope.parent)
  }
  for (const id of visits) keep(state.visits[id]?.scope ?? null)
  for (const scope of Object.values(state.scopes)) if (scope.state === 'open' || isTurn(state, scope)) keep(scope.id)
  return found
}

/** Turns of a repetition that is under way are counted again when a return leads into one of them. */
function isTurn(state: ProcessState, scope: Scope): boolean {
  const around = scope.parent === null ? undefined : state.scopes[scope.parent]
  return scope.kind === 'body' && around?.kind === 'repeat' && around.state === 'open'
}
