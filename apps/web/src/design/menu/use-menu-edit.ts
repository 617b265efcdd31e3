import { type LocalizedText, localize } from '@mortise/core'
import type { MenuDocument } from '@mortise/metadata'
import { useDesign } from '../draft/design-context.ts'
import { inBoth } from '../in-both.ts'
import { menuDesignTexts } from './menu-design-texts.ts'

/** Changes the menu; every change is one step of the history. */
export function useMenuEdit(key: string) {
  const { store } = useDesign()
  return (
    text: 'didChange' | 'didMove' | 'didAdd' | 'didRemove',
    name: LocalizedText,
    change: (menu: MenuDocument) => MenuDocument,
    merge?: string,
  ) =>
    store.change(
      inBoth(menuDesignTexts, text, (language) => ({ name: localize(name, language) })),
      (draft) => {
        const present = draft.get('menu', key)
        if (present) draft.put(change(present))
      },
      merge === undefined ? {} : { merge: `menu/${key} ${merge}` },
    )
}
