import type { StoredSignature } from '@mortise/api'
import { processErrors } from '@mortise/process/server'
import { findFile, insertFile } from '../files/file-catalogue.ts'
import { inlineImageTypes } from '../files/sniff-type.ts'
import type { Services } from '../services.ts'
import { readSignature, writeSignature } from './signature-store.ts'

/** A drawn signature is a few kilobytes. */
export const largestPicture = 512 * 1024

/** The picture that an account signs with; null when it has none. */
export async function readStoredSignature(
  { database }: Services,
  person: string,
): Promise<(StoredSignature & { type: string; storageKey: string }) | null> {
  const row = await readSignature(database, person)
  return row && { at: row.at, size: Number(row.size), type: row.type, storageKey: row.storage_key }
}

/** Keeps a copy of an uploaded picture for the account, in place of the one before. */
export async function storeSignature(
  services: Services,
  { app, file: id, person }: { app: string; file: string; person: string },
): Promise<void> {
  const file = await findFile(services.workspace, app, id)
  const fits = file?.uploadedBy === person && file.size <= largestPicture && inlineImageTypes.has(file.type)
  if (!file || !fits) throw processErrors.SIGNATURE_UNFIT()
  const before = await readSignature(services.database, person)
  const copy = await copyOf(services, file.storageKey, file.size)
  const { name, type, size } = file
  const row = { name, type, size, storage_key: copy, at: new Date().toISOString() }
  await writeSignature(services.database, person, row)
  if (before) await services.files.remove(before.storage_key)
}

/** A file of the account's signature to sign once with: whatever becomes of the account's, what was signed stays. */
export async function copyStoredSignature(
  services: Services,
  { app, by }: { app: string; by: string },
): Promise<string> {
  const row = await readSignature(services.database, by)
  if (!row) throw processErrors.SIGNATURE_UNFIT()
  const storageKey = await copyOf(services, row.storage_key, Number(row.size))
  const { name, type } = row
  const { id } = await insertFile(services.workspace, {
    name,
    type,
    size: Number(row.size),
    storageKey,
    app,
    uploadedBy: by,
  })
  return id
}

async function copyOf({ files }: Services, storageKey: string, size: number): Promise<string> {
  return (await files.write(await files.read(storageKey), Math.max(size, 1))).storageKey
}
