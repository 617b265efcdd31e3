import type { LocalizedText } from '@mortise/core'
import { colourNames, type OptionDocument, type OptionSetDocument } from '@mortise/metadata'
import type { DraftEdit, DraftEditing } from '../../draft/draft-documents.ts'
import { firstFree, freeKey } from '../../keys/free-key.ts'
import { keyForLabel } from '../../keys/key-for-label.ts'

/** Puts an option set with a first option, and answers its key. */
export function newOptionSet(draft: DraftEditing, wanted: string, label: LocalizedText): string {
  const key = freeKey(draft, 'option_set', wanted)
  draft.put({ kind: 'option_set', key, label, options: [{ key: 'option_1', label: firstOption, colour: 'blue' }] })
  return key
}

const firstOption: LocalizedText = { zh: '选项 1', en: 'Option 1' }

/** Changes the options of a set. */
export function changeOptions(set: string, change: (options: OptionDocument[]) => OptionDocument[]): DraftEdit {
  return ({ get, put }) => {
    const document = get('option_set', set)
    if (document) put({ ...document, options: change(document.options) })
  }
}

/** The hues that options get one after the other; grey is left for what is out of the ordinary. */
const hues = colourNames.filter((name) => name !== 'grey')

/** Options of those names behind the others, each with a key and the next colour. */
export function withOptions(
  set: Pick<OptionSetDocument, 'options'>,
  labels: readonly LocalizedText[],
): OptionDocument[] {
  const options = [...set.options]
  for (const label of labels) {
    const taken = new Set(options.map(({ key }) => key))
    const wanted = keyForLabel(label, taken, 'option')
    const key = firstFree(wanted === 'option' ? `option_${options.length + 1}` : wanted, (one) => taken.has(one))
    options.push({ key, label, colour: hues[options.length % hues.length] ?? 'blue' })
  }
  return options
}

/** Takes an option out of use where it was published, else out of the set. */
export function withoutOption(options: readonly OptionDocument[], key: string, published: boolean): OptionDocument[] {
  if (published) return options.map((option) => (option.key === key ? { ...option, archived: true } : option))
  return options.filter((option) => option.key !== key)
}

/** Moves an option by a number of places among those in use. */
export function withMovedOption(options: readonly OptionDocument[], key: string, by: number): OptionDocument[] {
  const live = options.filter(({ archived }) => !archived)
  const from = live.findIndex((option) => option.key === key)
  const to = from + by
  const option = live[from]
  if (!option || to < 0 || to >= live.length) return [...options]
  return [...live.toSpliced(from, 1).toSpliced(to, 0, option), ...options.filter(({ archived }) => archived)]
}
