import type { ProcessState, Scope } from './process-state.ts'

/** A scope and those around it, the innermost first. */
export function* scopesAround(state: ProcessState, id: number): Generator<Scope> {
  for (let scope = state.scopes[id]; scope; scope = scope.parent === null ? undefined : state.scopes[scope.parent])
    yield scope
}

/** The turn of the nearest repetition that a scope belongs to, as the id of its scope; 0 outside of every one. */
export function turnAround(state: ProcessState, id: number): number {
  return scopesAround(state, id).find(({ item }) => item)?.id ?? 0
}

/** Which item of the nearest repetition over a list a scope belongs to. */
export function itemAround(state: ProcessState, id: number): { index: number; value: unknown } | null {
  return scopesAround(state, id).find(({ item }) => item && item.value !== null)?.item ?? null
}
