import type { Language, LocalizedText } from '@mortise/core'

/** A text that is the same in both languages was typed in one of them only. */
export function isTranslated(text: LocalizedText): boolean {
  return text.zh !== text.en
}

/** The text with what was typed in the language of the user; the other follows until it is translated. */
export function withMain(
  value: LocalizedText | undefined,
  typed: string,
  language: Language,
): LocalizedText | undefined {
  if (typed === '') return undefined
  return value && isTranslated(value) ? { ...value, [language]: typed } : { ...value, zh: typed, en: typed }
}
