import type { PackSummary } from '@mortise/api'
import type { AppDocument, AppDocumentAny } from '@mortise/metadata'
import { contentErrors } from '../errors.ts'
import type { Services } from '../services.ts'
import { locatePack } from '../start/first-run.ts'
import { soundDocuments } from './sound-documents.ts'

/** The packs that the configuration names, as far as they can be read. */
export async function installedPacks(services: Services): Promise<(PackSummary & { folder: string })[]> {
  const { readPackFolder } = await import('@mortise/packs/server')
  const found = await Promise.all(
    services.config.packs.map(async (pack) => {
      const folder = locatePack(pack)
      const { documents } = await readPackFolder(folder).catch(() => ({ documents: [] }))
      const app = documents.find((document) => (document as AppDocument)?.kind === 'app') as AppDocument | undefined
      if (!app) return []
      const { key, label, version, description = null, icon = null, colour = null } = app
      return [{ key, label, version, description, icon, colour, folder }]
    }),
  )
  return found.flat()
}

/** The documents of an installed pack; PACK_UNKNOWN, APP_INVALID. */
export async function packDocuments(services: Services, key: string): Promise<AppDocumentAny[]> {
  const pack = (await installedPacks(services)).find((one) => one.key === key)
  if (!pack) throw contentErrors.PACK_UNKNOWN({ pack: key })
  return await soundDocuments(services, pack.folder)
}
