import { languages } from '@mortise/core'
import type { AppDocument } from '../documents/app.ts'
import { type DocumentKind, documentId } from '../documents/document-names.ts'
import type { OptionSetDocument } from '../documents/option-set.ts'
import type { TranslationDocument } from '../documents/translation.ts'
import { textPlaces } from '../model/text-places.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkDuplicateKeys } from './check-duplicates.ts'
import { checkPage } from './check-menu-document.ts'
import { checkDocument } from './check-reference.ts'
import { pointerTo } from './json-pointer.ts'
import { suggestionFor } from './suggestion-for.ts'

/** Checks where the app starts. */
export function checkAppDocument(document: AppDocument, index: AppIndex, report: Report): void {
  if (document.menu !== undefined) checkDocument('menu', document.menu, { index, report, pointer: '/menu' })
  if (document.home !== undefined) checkPage(document.home, { index, report, pointer: '/home' })
  document.homes?.forEach(({ roles, page }, position) => {
    const at = pointerTo('/homes', position)
    checkPage(page, { index, report, pointer: `${at}/page` })
    roles.forEach((role, number) => {
      checkDocument('role', role, { index, report, pointer: pointerTo(at, 'roles', number) })
    })
  })
}

/** Checks that no option is there twice. */
export function checkOptionSetDocument(document: OptionSetDocument, _index: AppIndex, report: Report): void {
  checkDuplicateKeys(document.options, '/options', report)
}

/** Checks that a translation is of a further language and translates texts that are there. */
export function checkTranslationDocument(document: TranslationDocument, index: AppIndex, report: Report): void {
  const { language } = document
  if ((languages as readonly string[]).includes(language))
    report('TRANSLATION_LANGUAGE', '/language', { name: language })
  const places = textAddresses(index)
  for (const address of Object.keys(document.texts)) {
    if (places.has(address) || isOfBroken(address, index)) continue
    const ofDocument = [...places].filter((place) => place.split('#')[0] === address.split('#')[0])
    const suggestion = suggestionFor(address, ofDocument)
    report('TRANSLATION_PLACE', pointerTo('/texts', address), { name: address, suggestion })
  }
}

function isOfBroken(address: string, index: AppIndex): boolean {
  const [kind = '', key = ''] = (address.split('#')[0] ?? '').split('/')
  return index.stateOf(kind as DocumentKind, key) === 'broken'
}

const addresses = new WeakMap<AppIndex, Set<string>>()

/** Addresses of all texts of the app: `entity/customer#/fields/name/label`. */
function textAddresses(index: AppIndex): Set<string> {
  const known = addresses.get(index)
  if (known) return known
  const found = new Set(
    index.documents.flatMap((document) => textPlaces(document).map(({ place }) => `${documentId(document)}#${place}`)),
  )
  addresses.set(index, found)
  return found
}
