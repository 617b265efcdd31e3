import type { Scope } from '../state/process-state.ts'
import { finishInstance } from './finish-instance.ts'
import { letGo, letGoInside, reportStarved } from './join.ts'
import { dropScopeWaits, finishBody } from './scope.ts'
import { scopeOf, scopesIn, setScope, union, visitsIn, type Work } from './work.ts'

/**
 * Looks whether the innermost scope that something ended in is finished: whether nothing is alive in it any more. Scopes
 * inside have higher numbers than those around them.
 */
export function settleInnermost(work: Work) {
  const id = Math.max(...work.touched)
  work.touched.delete(id)
  settleScope(work, id)
}

function settleScope(work: Work, id: number) {
  const scope = work.state.scopes[id]
  if (scope?.state !== 'open') return
  letGoInside(work, scope)
  if (isAlive(work, id) || reportStarved(work, scopeOf(work, id))) return
  finishBy[scope.kind](work, scopeOf(work, id))
}

function isAlive(work: Work, id: number): boolean {
  return (
    work.state.ready.some(({ scope }) => scope === id) || visitsIn(work, id).length > 0 || scopesIn(work, id).length > 0
  )
}

const finishBy: Record<Scope['kind'], (work: Work, scope: Scope) => void> = {
  process(work, scope) {
    dropScopeWaits(work, scope.id)
    finishInstance(work, 'done', work.state.outcome ?? 'done')
  },
  branches(work, scope) {
    if (scope.arrivals.length > 0) return letGo(work, scope)
    setScope(work, scope, { state: 'closed' })
    if (scope.parent === null) return
    const around = scopeOf(work, scope.parent)
    setScope(work, around, { endings: union(around.endings, scope.endings) })
    work.touched.add(around.id)
  },
  body: finishBody,
  // Its turns say when it is over.
  repeat: () => {},
}
