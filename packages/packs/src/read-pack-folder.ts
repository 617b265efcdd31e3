import { type DocumentId, type DocumentKind, documentIdOf, type ValidationIssue } from '@mortise/metadata'
import { documentFolders, kindOfFolder } from './document-path.ts'
import { findJsonFault } from './find-json-fault.ts'
import { packIssue } from './pack-issues.ts'
import { folderSource, type PackSource } from './pack-source.ts'

/** What a pack folder holds: documents as they are written, not yet validated. */
export interface PackContents {
  /** In the order of their paths, app.json first. */
  documents: unknown[]
  /** Path of each document inside the folder, for the findings of `validateApp`. */
  files: Map<DocumentId, string>
  /** What is wrong with the files themselves. */
  issues: ValidationIssue[]
}

/**
 * Reads the documents of a pack. Faults of single files are findings that name the file and the place; only a folder
 * that cannot be read at all throws PACK_FOLDER_UNREADABLE.
 */
export async function readPackFolder(folder: string): Promise<PackContents> {
  return await readPack(folderSource(folder))
}

/** The same from wherever the files are. */
export async function readPack(source: PackSource): Promise<PackContents> {
  const contents: PackContents = { documents: [], files: new Map(), issues: [] }
  const names = await source.list('')
  if (names.includes('app.json')) await readDocument(source, 'app.json', 'app', contents)
  else contents.issues.push(packIssue('PACK_APP_MISSING', { file: 'app.json' }))
  for (const name of names) {
    const kind = kindOfFolder(name)
    if (kind) await readFolder(source, name, kind, contents)
    else if (!isKnownFile(name)) contents.issues.push(unknownFile(name))
  }
  return contents
}

const maxFileBytes = 5_000_000

/** Beside the documents: demo data, and what people put beside anything. */
function isKnownFile(name: string): boolean {
  return name === 'app.json' || name === 'demo' || name.startsWith('.') || name.endsWith('.md')
}

async function readFolder(
  source: PackSource,
  folder: string,
  kind: DocumentKind,
  contents: PackContents,
): Promise<void> {
  for (const name of await source.list(folder)) {
    const file = `${folder}/${name}`
    if (name.endsWith('.json') && (await source.isFile(file))) await readDocument(source, file, kind, contents)
    else if (!isKnownFile(name)) contents.issues.push(unknownFile(file))
  }
}

async function readDocument(
  source: PackSource,
  file: string,
  kind: DocumentKind,
  contents: PackContents,
): Promise<void> {
  const text = await readText(source, file, contents.issues)
  if (text === null) return
  const fault = findJsonFault(text)
  if (fault) {
    contents.issues.push(packIssue('PACK_JSON', { file }, { ...fault }))
    return
  }
  const document: unknown = JSON.parse(text)
  contents.documents.push(document)
  const id = documentIdOf(document)
  if (id !== null && !contents.files.has(id)) contents.files.set(id, file)
  contents.issues.push(...placeIssues(document, file, kind))
}

async function readText(source: PackSource, file: string, issues: ValidationIssue[]): Promise<string | null> {
  const bytes = await source.read(file)
  if (bytes.byteLength > maxFileBytes) {
    issues.push(packIssue('PACK_FILE_TOO_LARGE', { file }, { max: maxFileBytes / 1_000_000 }))
    return null
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    issues.push(packIssue('PACK_ENCODING', { file }))
    return null
  }
}

/** Kind and key of a document have to be those that its folder and its file name promise. */
function placeIssues(document: unknown, file: string, kind: DocumentKind): ValidationIssue[] {
  const { kind: written, key } = (document ?? {}) as { kind?: unknown; key?: unknown }
  const place = { file, document: documentIdOf(document) }
  if (typeof written === 'string' && written !== kind) {
    const folder = file.split('/').slice(0, -1).join('/') || '.'
    return [packIssue('PACK_KIND_ELSEWHERE', { ...place, pointer: '/kind' }, { folder, expected: kind, name: written })]
  }
  const expected = typeof key === 'string' ? `${key}.json` : ''
  if (kind === 'app' || typeof key !== 'string' || file.endsWith(`/${expected}`)) return []
  return [packIssue('PACK_KEY_ELSEWHERE', { ...place, pointer: '/key' }, { name: key, expected })]
}

function unknownFile(file: string): ValidationIssue {
  return packIssue('PACK_FILE_UNKNOWN', { file }, { name: file, known: documentFolders() })
}
