import { confirm } from '@mortise/ui'
import { useBlocker } from '@tanstack/react-router'
import { recordTexts } from './record-texts.ts'

/** Asks before a form with unsaved changes is left, be it for another page or for another record in the panel. */
export function useLeaveGuard(isDirty: () => boolean): void {
  useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      const leaves = current.pathname !== next.pathname || recordIn(current.search) !== recordIn(next.search)
      return leaves && isDirty() && !(await confirmLeaving())
    },
    // A reload loses nothing: the draft is on this device and is offered again.
    enableBeforeUnload: false,
  })
}

function recordIn(search: unknown): unknown {
  return (search as { record?: unknown }).record
}

function confirmLeaving(): Promise<boolean> {
  return confirm({
    title: recordTexts.t('leaveTitle'),
    text: recordTexts.t('leaveText'),
    confirmLabel: recordTexts.t('leave'),
    cancelLabel: recordTexts.t('stay'),
  })
}
