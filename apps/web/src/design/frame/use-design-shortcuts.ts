import { localize } from '@mortise/core'
import { currentLanguage, toast, toastError, toastInPlace, useShortcuts } from '@mortise/ui'
import { useDesign } from '../draft/design-context.ts'
import type { DraftStore } from '../draft/draft-store.ts'
import { designTexts } from './design-texts.ts'

/** ⌘Z, ⇧⌘Z, ⌘S. Where text is typed, undoing is that of the input as long as it has not been taken over. */
export function useDesignShortcuts(): void {
  const { store } = useDesign()
  useShortcuts({
    'mod+z': (event) => !typesIn(event) && undo(store),
    'mod+shift+z': (event) => !typesIn(event) && redo(store),
    'mod+y': (event) => !typesIn(event) && redo(store),
    'mod+s': () => void saveNow(store),
  })
}

/** Inputs that put every letter into the draft at once have no history of their own worth keeping. */
function typesIn({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement) || target.dataset.live !== undefined) return false
  return target.isContentEditable || target.matches('textarea, input:not([type=checkbox]):not([type=radio])')
}

export function undo(store: DraftStore): void {
  const step = store.undo()
  const words = step ? { label: localize(step.label, currentLanguage()) } : null
  toastInPlace('history', words ? designTexts.t('undone', words) : designTexts.t('nothingToUndo'))
}

export function redo(store: DraftStore): void {
  const step = store.redo()
  const words = step ? { label: localize(step.label, currentLanguage()) } : null
  toastInPlace('history', words ? designTexts.t('redone', words) : designTexts.t('nothingToRedo'))
}

async function saveNow(store: DraftStore): Promise<void> {
  // What is still being typed counts as well: inputs hand it over when they lose the focus.
  if (document.activeElement instanceof HTMLElement) {
    const active = document.activeElement
    active.blur()
    active.focus()
  }
  await store.flush()
  const { save } = store.snapshot()
  if (save.kind === 'saved') return toast(designTexts.t('everythingSaved'))
  const reason = save.kind === 'refused' ? save.message : designTexts.t(save.kind === 'saving' ? 'saving' : save.kind)
  toastError(designTexts.t('notYetSaved', { reason }))
}
