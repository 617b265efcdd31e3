import type { Language, LocalizedText } from '@mortise/core'
import type { TextParams, Texts } from '@mortise/ui'

/** A text of the screen in both languages, for what is kept and read later: the label of a step. */
export function inBoth<Key extends string>(
  texts: Texts<Key>,
  key: Key,
  params: (language: Language) => TextParams = () => ({}),
): LocalizedText {
  return { zh: texts.t(key, params('zh'), 'zh'), en: texts.t(key, params('en'), 'en') }
}
