import { type Language, type LocalizedText, localize } from '@mortise/core'
import { useCallback, useSyncExternalStore } from 'react'
import type { TextParams, Texts } from './define-texts.ts'
import { currentLanguage, translator } from './translator.ts'

/** The language of the page; the component renders again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage)
}

/** The texts of an area in the language of the page: `const t = useText(listTexts)`, then `t('empty')`. */
export function useText<Key extends string>(texts: Texts<Key>): (key: Key, params?: TextParams) => string {
  const language = useLanguage()
  // Depends on the language, so that memoised children get a new function and render again.
  return useCallback((key, params) => texts.t(key, params, language), [texts, language])
}

/** Reads labels of documents in the language of the page: `const label = useLocalize()`, then `label(entity.label)`. */
export function useLocalize(): (text: LocalizedText) => string {
  const language = useLanguage()
  return useCallback((text) => localize(text, language), [language])
}

function subscribe(listener: () => void): () => void {
  translator.on('languageChanged', listener)
  return () => translator.off('languageChanged', listener)
}
