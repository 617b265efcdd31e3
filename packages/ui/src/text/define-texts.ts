import type { Language } from '@mortise/core'
import { currentLanguage, translator } from './translator.ts'

/** A text with `{name}` placeholders; where the number matters, one form for 1 and one for the others (by `count`). */
export type TextForms = string | { one: string; other: string }

export type TextParams = { readonly [name: string]: string | number }

/** The texts of one area in both languages. */
export interface Texts<Key extends string = string> {
  namespace: string
  keys: readonly Key[]
  /** The text in the language of the page. Outside of React; inside, `useText` follows a change of language. */
  t(key: Key, params?: TextParams, language?: Language): string
}

/** Declares the texts of an area. A key that one language lacks, or has too many, is a type error. */
export function defineTexts<const Chinese extends Readonly<Record<string, string>>>(
  namespace: string,
  resources: { zh: Chinese; en: { readonly [Key in keyof Chinese]: TextForms } },
): Texts<keyof Chinese & string> {
  translator.addResourceBundle('zh', namespace, resources.zh, false, true)
  translator.addResourceBundle('en', namespace, flatten(resources.en), false, true)
  const translate = { zh: translator.getFixedT('zh', namespace), en: translator.getFixedT('en', namespace) }
  return {
    namespace,
    keys: Object.keys(resources.zh),
    t: (key, params = {}, language = currentLanguage()) => translate[language](key as string, params),
  }
}

function flatten(texts: Readonly<Record<string, TextForms>>): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [key, forms] of Object.entries(texts)) {
    if (typeof forms === 'string') flat[key] = forms
    else {
      flat[`${key}_one`] = forms.one
      flat[`${key}_other`] = forms.other
    }
  }
  return flat
}
