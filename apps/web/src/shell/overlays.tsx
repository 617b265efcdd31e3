import { lazy, Suspense, useEffect } from 'react'
import { useSessionLost } from '../api/session-lost.ts'
import { OverlayBoundary } from './overlay-boundary.tsx'

const parts = {
  palette: () => import('./command-palette.tsx'),
  shortcuts: () => import('./shortcut-sheet.tsx'),
  signIn: () => import('./sign-in-again.tsx'),
  create: () => import('../runtime/record/create-record-dialog.tsx'),
}

const CommandPalette = lazy(async () => ({ default: (await parts.palette()).CommandPalette }))
const ShortcutSheet = lazy(async () => ({ default: (await parts.shortcuts()).ShortcutSheet }))
const SignInAgain = lazy(async () => ({ default: (await parts.signIn()).SignInAgain }))

export type Overlay = 'palette' | 'shortcuts' | 'menu' | null

/** What lies over the page: palette, shortcut sheet, and the dialog of an ended session. */
export function Overlays({ overlay, onClose }: { overlay: Overlay; onClose(): void }) {
  const sessionLost = useSessionLost()
  useEffect(fetchWhenIdle, [])
  return (
    <OverlayBoundary key={overlay} onFail={onClose}>
      <Suspense>
        {overlay === 'palette' ? <CommandPalette onClose={onClose} /> : null}
        {overlay === 'shortcuts' ? <ShortcutSheet onClose={onClose} /> : null}
        {sessionLost ? <SignInAgain /> : null}
      </Suspense>
    </OverlayBoundary>
  )
}

/** They are needed most when the connection or the session has gone, so they are fetched beforehand. */
function fetchWhenIdle(): () => void {
  const timer = setTimeout(() => {
    for (const load of Object.values(parts)) load().catch(() => undefined)
  }, 2000)
  return () => clearTimeout(timer)
}
