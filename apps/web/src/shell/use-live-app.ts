import { useEffect, useState } from 'react'
import type { RunningApp } from '../api/app-description.ts'
import { followApp, onLive } from '../api/live.ts'

/** Follows the open app's changes; true when a newer revision than the one on the screen was published. */
export function useLiveApp(app: RunningApp | null): boolean {
  const key = app?.key
  const [published, setPublished] = useState<{ app: string; revision: number } | null>(null)
  useEffect(() => {
    if (!key) return
    const stop = followApp(key)
    const mute = onLive((event) => {
      if (event.type === 'revision' && event.app === key) setPublished({ app: key, revision: event.revision })
    })
    return () => {
      stop()
      mute()
    }
  }, [key])
  return app !== null && published?.app === app.key && published.revision > app.model.revision
}
