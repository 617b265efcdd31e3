import type { LocalizedText } from '@mortise/core'

const longest = 200

/** A name of a file in both languages; undefined when there is none. */
export function labelOf(name: string | undefined): LocalizedText | undefined {
  const text = name
    ?.slice(0, 2 * longest)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
  return text ? { zh: text, en: text } : undefined
}

export function isNameOf(label: LocalizedText, name: string): boolean {
  return Object.values(label).some((text) => text.trim() === name)
}

/** A name of ours in both languages, unless another program renamed it; undefined: it is renamed. */
export function keptLabel(known: LocalizedText | undefined, name: string | undefined): LocalizedText | undefined {
  return known && (name === undefined || isNameOf(known, name)) ? known : undefined
}
