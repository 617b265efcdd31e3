import { confirm } from '@mortise/ui'
import { useBlocker } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { adminTexts } from './admin-texts.ts'

/** Asks before unsaved changes are left behind. The answer lets the next navigation pass, for after a save. */
export function useUnsavedGuard(dirty: boolean): () => void {
  const guarded = useRef(dirty)
  useEffect(() => {
    guarded.current = dirty
  }, [dirty])
  useBlocker({
    shouldBlockFn: async () => guarded.current && !(await confirmLeaving()),
    enableBeforeUnload: () => guarded.current,
  })
  return () => {
    guarded.current = false
  }
}

function confirmLeaving(): Promise<boolean> {
  return confirm({
    title: adminTexts.t('closeTitle'),
    text: adminTexts.t('closeText'),
    confirmLabel: adminTexts.t('discard'),
    cancelLabel: adminTexts.t('stay'),
    danger: true,
  })
}
