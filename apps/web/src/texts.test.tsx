import { type TextParams, type Texts, translator } from '@mortise/ui'
import { expect, it } from 'vitest'

const modules = import.meta.glob<{ [name: string]: unknown }>(
  ['./**/*-texts.ts', '../../../packages/*/src/**/*-texts.ts'],
  { eager: true },
)

const areas = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter((value): value is Texts => typeof value === 'object' && value !== null && 'namespace' in value)

it('finds the texts of every area once', () => {
  const names = areas.map((area) => area.namespace)
  expect(names.length).toBeGreaterThan(5)
  expect(new Set(names).size).toBe(names.length)
})

it.each(areas.map((area) => [area.namespace, area] as const))(
  'has the same texts in both languages: %s',
  (_name, area) => {
    for (const key of area.keys) {
      for (const count of [1, 5]) {
        const [zh, en] = [inLanguage(area, key, 'zh', count), inLanguage(area, key, 'en', count)]
        for (const language of ['zh', 'en'])
          expect(exists(area, key, language, count), `${key} in ${language}`).toBe(true)
        expect(placeholders(en), `placeholders of ${key}`).toEqual(placeholders(zh))
      }
    }
  },
)

it.each(areas.map((area) => [area.namespace, area] as const))('has no Chinese in English texts: %s', (_name, area) => {
  for (const key of area.keys) {
    // The name of the other language is written in that language.
    if (key === 'toChinese' || key === 'toEnglish' || key === 'languageName') continue
    expect(inLanguage(area, key, 'en', 1), key).not.toMatch(/\p{Script=Han}/u)
  }
})

function exists(area: Texts, key: string, language: string, count: number): boolean {
  return translator.exists(key, { ns: area.namespace, lng: language, fallbackLng: [], count })
}

/** The text with its placeholders left as they are, but for the number that decides the form. */
function inLanguage(area: Texts, key: string, language: 'zh' | 'en', count: number): string {
  return area.t(key, { count, skipInterpolation: true } as unknown as TextParams, language)
}

function placeholders(text: string): string[] {
  // A form for one may say "a record" instead of "{count} records".
  return [...text.matchAll(/\{(\w+)\}/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'count')
    .sort()
}
