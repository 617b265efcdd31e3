import { isLocalizedText, type Language, localize } from '@mortise/core'
import { designTexts } from './design-texts.ts'

/** Lists inside documents and languages inside texts: what is in them says enough. */
const silent: ReadonlySet<string> = new Set(['fields', 'options', 'items', 'tabs', 'groups', 'blocks', 'entities'])

const words = {
  label: 'propertyLabel',
  plural: 'propertyPlural',
  help: 'propertyHelp',
  description: 'propertyDescription',
  type: 'propertyType',
  required: 'propertyRequired',
  unique: 'propertyUnique',
  searchable: 'propertySearchable',
  indexed: 'propertyIndexed',
  default: 'propertyDefault',
  icon: 'propertyIcon',
  colour: 'propertyColour',
  titleField: 'propertyTitle',
  filter: 'propertyFilter',
  sort: 'propertySort',
  columns: 'propertyColumns',
  zh: 'propertyChinese',
  en: 'propertyEnglish',
} as const

/** The place of a property in words: members of lists by what they are called, properties by their names on the screen. */
export function conflictPlace(document: unknown, pointer: string, language: Language): string[] {
  const steps = pointer.split('/').slice(1)
  let at = document
  const found: string[] = []
  for (const step of steps.map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    at = memberOf(at, step)
    const label = typeof at === 'object' && at !== null && 'label' in at ? at.label : null
    if (isLocalizedText(label)) found.push(localize(label, language))
    else if (Object.hasOwn(words, step)) found.push(designTexts.t(words[step as keyof typeof words], {}, language))
    else if (!silent.has(step)) found.push(step)
  }
  return found
}

function memberOf(at: unknown, step: string): unknown {
  if (!Array.isArray(at))
    return typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined
  return at.find((member) => {
    const { key, field } = (typeof member === 'object' && member !== null ? member : {}) as {
      key?: unknown
      field?: unknown
    }
    return (key ?? field ?? member) === step
  })
}
