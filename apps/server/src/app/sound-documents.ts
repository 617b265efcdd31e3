import { publishErrors } from '@mortise/data/server'
import type { AppDocumentAny } from '@mortise/metadata'
import type { Services } from '../services.ts'

/** The documents of a pack, from its folder or an archive; APP_INVALID with the findings, their files and fixes. */
export async function soundDocuments(
  {
    fieldTypes,
    viewTypes,
    blockTypes,
    commandActions,
    processes,
  }: Pick<Services, 'fieldTypes' | 'viewTypes' | 'blockTypes' | 'commandActions' | 'processes'>,
  from: string | Uint8Array,
): Promise<AppDocumentAny[]> {
  // Only who makes apps needs this.
  const { archiveSource, loadPack } = await import('@mortise/packs/server')
  const source = typeof from === 'string' ? from : archiveSource(from)
  const { documents, issues } = await loadPack(source, { fieldTypes, viewTypes, blockTypes, commandActions, processes })
  if (documents) return documents
  throw publishErrors.APP_INVALID({ count: issues.filter(({ severity }) => severity === 'error').length, issues })
}
