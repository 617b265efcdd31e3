import { type LocalizedText, nearestName } from '@mortise/core'

/** The mending sentence for a wrong name: the nearest right one, else the list of all. */
export function suggestionFor(name: string, known: Iterable<string>): LocalizedText {
  const names = [...known]
  const nearest = nearestName(name, names)
  if (nearest !== null) return { zh: `是否想写「${nearest}」？`, en: `Did you mean "${nearest}"?` }
  if (names.length === 0) return { zh: '去掉它。', en: 'Take it out.' }
  const shown = names.slice(0, shownNames)
  const more = names.length > shownNames ? ' …' : ''
  return { zh: `可用：${shown.join('、')}${more}。`, en: `Use one of: ${shown.join(', ')}${more}.` }
}

const shownNames = 20
