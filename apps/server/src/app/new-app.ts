import type { NewApp } from '@mortise/api'
import type { LocalizedText } from '@mortise/core'
import type { AppDocument, AppDocumentAny } from '@mortise/metadata'

/** What an app may be called and look like when it is made. */
export type AppFace = Omit<NewApp, 'pack'>

/**
 * The documents of an app that holds nothing yet but a menu to put things into, and a role for those who are to work with
 * it: whatever tables come, its people see all records and take away only their own.
 */
export function emptyApp({ key, label, ...look }: AppFace): AppDocumentAny[] {
  return [
    { kind: 'app', key, label, version: '1.0.0', ...(look as Pick<AppDocument, 'icon' | 'colour'>), menu: 'main' },
    { kind: 'menu', key: 'main', label: { zh: '主菜单', en: 'Main menu' }, groups: [] },
    {
      kind: 'role',
      key: 'member',
      label: { zh: '成员', en: 'Member' },
      entities: { '*': { read: 'all', create: true, update: 'all', delete: 'own' } },
    },
  ]
}

/** The documents of an app under another key, and under another name if there is one. */
export function renamedApp(
  documents: readonly AppDocumentAny[],
  { key, label, ...look }: { key: string; label?: LocalizedText | undefined; icon?: string; colour?: string },
): AppDocumentAny[] {
  const former = documents.find((document) => document.kind === 'app')?.key
  return documents.map((document) => {
    if (document.kind === 'app')
      return { ...document, ...(look as Pick<AppDocument, 'icon' | 'colour'>), key, label: label ?? document.label }
    if (document.kind !== 'translation') return document
    // Places of texts start with the document they are in.
    const texts = Object.entries(document.texts).map(([place, text]) => {
      const inApp = place.startsWith(`app/${former}#`)
      return [inApp ? `app/${key}#${place.slice(place.indexOf('#') + 1)}` : place, text]
    })
    return { ...document, texts: Object.fromEntries(texts) }
  })
}
