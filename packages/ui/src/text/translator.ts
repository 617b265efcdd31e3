import type { Language } from '@mortise/core'
import i18next, { type i18n } from 'i18next'

/** The one i18next instance of the page. Areas add their texts when their chunk loads, so nothing is fetched for them. */
export const translator: i18n = i18next.createInstance()

void translator.init({
  lng: 'zh',
  fallbackLng: 'en',
  resources: {},
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  returnNull: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
})

/** The language that texts are in now. */
export function currentLanguage(): Language {
  return translator.language === 'en' ? 'en' : 'zh'
}
