import type { Fragment } from './edits/fragment.ts'

const place = 'mortise.process-clipboard'

/** What was copied, kept for other processes and other tabs as well. */
export function copyFragment(fragment: Fragment): void {
  try {
    localStorage.setItem(place, JSON.stringify(fragment))
  } catch {
    // Storage is full or forbidden: there is nothing to paste then.
  }
}

export function copiedFragment(): Fragment | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null')
    return isFragment(kept) ? kept : null
  } catch {
    return null
  }
}

function isFragment(value: unknown): value is Fragment {
  const { nodes, transitions, entry } = (value ?? {}) as Partial<Fragment>
  return Array.isArray(nodes) && Array.isArray(transitions) && typeof entry === 'string'
}
