import { buffer } from 'node:stream/consumers'
import type { Services } from '../services.ts'
import { findFile } from './file-catalogue.ts'

const printable: ReadonlySet<string> = new Set(['image/png', 'image/jpeg'])
/** A photo of a telephone; more only makes the paper late. */
const maxBytes = 8 * 1024 * 1024

/** A stored picture as a data URL; null for what is no PNG or JPEG, or too large. Whoever asks was given its id. */
export async function readPicture(
  { workspace, files }: Pick<Services, 'workspace' | 'files'>,
  app: string,
  id: string,
): Promise<string | null> {
  const file = await findFile(workspace, app, id)
  if (!file || !printable.has(file.type) || file.size > maxBytes) return null
  const bytes = await buffer(await files.read(file.storageKey))
  return `data:${file.type};base64,${bytes.toString('base64')}`
}
