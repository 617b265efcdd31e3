import type { AppSummary } from '@mortise/api'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useSession } from '../api/session.ts'

const storageKey = 'mortise-app'

/** The app in the address; on pages of no app (account, administration) the one that was open last. */
export function useCurrentApp(): AppSummary | null {
  const { apps } = useSession()
  const { app: inAddress } = useParams({ strict: false })
  const wanted = inAddress ?? localStorage.getItem(storageKey)
  const found = apps.find((app) => app.key === wanted)
  const current = found ?? (inAddress ? null : (apps[0] ?? null))
  useEffect(() => {
    if (current) localStorage.setItem(storageKey, current.key)
  }, [current])
  return current
}
