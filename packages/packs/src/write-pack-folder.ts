import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type AppDocumentAny, formatDocument } from '@mortise/metadata'
import { documentFolders, documentPath } from './document-path.ts'

/** What writing a pack changed, as paths inside the folder; both empty when it held the same documents already. */
export interface WrittenPack {
  written: string[]
  removed: string[]
}

/**
 * Writes documents as a pack folder: a file each, in the one spelling, and removes the files of documents that are no
 * longer there. Files that already hold the right bytes are not touched; demo data and notes are left alone.
 */
export async function writePackFolder(folder: string, documents: readonly AppDocumentAny[]): Promise<WrittenPack> {
  const wanted = new Map(documents.map((document) => [documentPath(document), formatDocument(document)]))
  const written: string[] = []
  for (const [path, text] of wanted) {
    if ((await textOf(join(folder, path))) === text) continue
    await replaceFile(join(folder, path), text)
    written.push(path)
  }
  const removed = (await documentFiles(folder)).filter((path) => !wanted.has(path))
  for (const path of removed) await rm(join(folder, path))
  return { written: written.sort(), removed: removed.sort() }
}

async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}

/** By a new file under another name, so that a reader never sees half a document. */
async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.new`
  await writeFile(temporary, text)
  await rename(temporary, path)
}

async function documentFiles(folder: string): Promise<string[]> {
  const inFolders = await Promise.all(
    documentFolders().map(async (name) => {
      const files = await readdir(join(folder, name)).catch(() => [])
      return files.filter((file) => file.endsWith('.json')).map((file) => `${name}/${file}`)
    }),
  )
  return inFolders.flat()
}
