/** The languages every label must exist in. Further languages come from translation documents. */
export const languages = ['zh', 'en'] as const

export type Language = (typeof languages)[number]

/** A text in every language it exists in; Chinese and English are always there. */
export type LocalizedText = { zh: string; en: string } & { readonly [language: string]: string }

/** The text in the wanted language, else English, else Chinese. */
export function localize(text: LocalizedText, language: string): string {
  return text[language] ?? text.en ?? text.zh
}

export function isLocalizedText(value: unknown): value is LocalizedText {
  if (!value || typeof value !== 'object' || Array.isArray(value)) return false
  const { zh, en } = value as { zh?: unknown; en?: unknown }
  return typeof zh === 'string' && typeof en === 'string'
}
