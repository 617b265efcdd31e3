import { localize } from '@mortise/core'
import type { FieldModel } from '@mortise/metadata'

/** One entry of a list to choose from. `search` is everything it is found by. */
export interface Choice {
  value: string
  label: string
  search: string
}

/** The options on offer: all but archived ones and those that the form leaves out, and what is chosen already. */
export function optionChoices(
  field: FieldModel,
  language: string,
  chosen: readonly string[],
  offered: readonly string[] | null = null,
): Choice[] {
  const choices: Choice[] = []
  for (const option of field.optionSet?.options.values() ?? []) {
    const isOffered = !option.archived && (offered === null || offered.includes(option.key))
    if (!isOffered && !chosen.includes(option.key)) continue
    const label = localize(option.label, language)
    choices.push({
      value: option.key,
      label,
      search: foldText([...Object.values(option.label), option.key].join('\n')),
    })
  }
  for (const key of chosen) {
    if (!field.optionSet?.options.has(key)) choices.push({ value: key, label: key, search: foldText(key) })
  }
  return choices
}

/** Keeps the choices that contain what was typed, those that begin with it first. */
export function filterChoices<Item>(options: readonly Item[], typed: string, limit: number): Item[] {
  const wanted = foldText(typed)
  const choices = options as readonly (Item & Choice)[]
  if (wanted === '') return choices.slice(0, limit)
  const found = choices.filter((choice) => choice.search.includes(wanted))
  const first = found.filter((choice) => choice.search.startsWith(wanted))
  return [...first, ...found.filter((choice) => !first.includes(choice))].slice(0, limit)
}

/** Text as it is compared in searches: full-width as half-width, no case. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}
