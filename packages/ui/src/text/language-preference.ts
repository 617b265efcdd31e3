import { type Language, languages } from '@mortise/core'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { translator } from './translator.ts'

const storageKey = 'mortise-language'

/** Switches the page to a language, now and for the next visit. */
export function setLanguage(language: Language): void {
  localStorage.setItem(storageKey, language)
  applyLanguage(language)
}

/** Puts the page into the language of the last visit, else that of the browser. Called once before the first render. */
export function startLanguage(): Language {
  const stored = localStorage.getItem(storageKey)
  const known = languages.find((language) => language === stored)
  const language = known ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')
  applyLanguage(language)
  return language
}

/** Puts the page into a language without remembering it. */
export function applyLanguage(language: Language): void {
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  void translator.changeLanguage(language)
}
