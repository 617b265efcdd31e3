import { isLocalizedText, type LocalizedText } from './localized-text.ts'

export type TextParams = Readonly<Record<string, unknown>>

/** A sentence in both languages with its `{name}`s filled in; a param that is itself a text goes in in each language. */
export function fillText(template: { zh: string; en: string }, params: TextParams = {}): LocalizedText {
  return { zh: fill(template.zh, params, 'zh'), en: fill(template.en, params, 'en') }
}

/** Several texts as one list. */
export function joinTexts(texts: readonly LocalizedText[]): LocalizedText {
  return { zh: texts.map(({ zh }) => zh).join('、'), en: texts.map(({ en }) => en).join(', ') }
}

const shownLength = 80

function fill(template: string, params: TextParams, language: 'zh' | 'en'): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? show(params[name], language) : whole,
  )
}

function show(value: unknown, language: 'zh' | 'en'): string {
  if (isLocalizedText(value)) return value[language]
  if (Array.isArray(value)) return value.map((inner) => show(inner, language)).join(language === 'zh' ? '、' : ', ')
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text
}
