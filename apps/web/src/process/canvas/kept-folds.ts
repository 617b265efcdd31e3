import { useCallback, useRef, useState } from 'react'
import { useSession } from '../../api/session.ts'

/** What somebody folded in a process, kept in the browser for the next visit. */
export function useKeptFolds(app: string, process: string) {
  const { user } = useSession()
  const key = `mortise-folds/${user.id}/${app}/${process}`
  const [folded, setFolded] = useState(() => readFolds(key))
  const keep = useCallback(
    (next: ReadonlySet<string>) => {
      setFolded(next)
      writeFolds(key, next)
    },
    [key],
  )
  const latest = useRef(folded)
  latest.current = folded
  const toggle = useCallback((node: string) => keep(toggled(latest.current, node)), [keep])
  return { folded, setFolded: keep, toggleFold: toggle }
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return set.has(key) ? new Set([...set].filter((one) => one !== key)) : new Set([...set, key])
}

export function readFolds(key: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [])
  } catch {
    return new Set()
  }
}

export function writeFolds(key: string, folded: ReadonlySet<string>): void {
  try {
    if (folded.size === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify([...folded]))
  } catch {
    // A full or forbidden storage costs what was folded, nothing else.
  }
}
