import { type AppDocumentAny, formatDocument } from '@mortise/metadata'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { documentPath } from './document-path.ts'
import { packErrors } from './errors.ts'
import type { PackSource } from './pack-source.ts'

/** Archives are not opened beyond these: what a person makes is far below. */
const limits = { files: 5000, megabytes: 100 }

/** Documents as a zip of their pack folder; the same documents give the same bytes. */
export function writePackArchive(documents: readonly AppDocumentAny[]): Uint8Array {
  const files = documents.map((document) => [documentPath(document), strToU8(formatDocument(document))] as const)
  const ordered = files.toSorted(([a], [b]) => (a < b ? -1 : 1))
  // The earliest time that a zip can hold; `os: 3` says Unix wherever the server runs.
  return zipSync(Object.fromEntries(ordered), { level: 9, mtime: new Date(1980, 0, 1), os: 3 })
}

/** A zip of a pack folder, or of a folder that holds it. Only its documents are unpacked. PACK_ARCHIVE_INVALID. */
export function archiveSource(bytes: Uint8Array): PackSource {
  const files = unpack(bytes)
  const root = rootOf([...files.keys()])
  return {
    async list(folder) {
      const start = folder === '' ? root : `${root}${folder}/`
      const inside = [...files.keys()].filter((path) => path.startsWith(start))
      return [...new Set(inside.map((path) => path.slice(start.length).split('/')[0] ?? ''))].filter(Boolean).sort()
    },
    isFile: async (path) => files.has(root + path),
    read: async (path) => files.get(root + path) ?? new Uint8Array(),
  }
}

function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  const others: string[] = []
  let [count, size] = [0, 0]
  const wanted = ({ name, originalSize }: { name: string; originalSize: number }) => {
    count += 1
    if (!name.endsWith('.json') || isForeign(name)) {
      if (!isForeign(name)) others.push(name)
      return false
    }
    size += originalSize
    if (count > limits.files || size > limits.megabytes * 1_000_000)
      throw packErrors.PACK_ARCHIVE_TOO_LARGE({ ...limits })
    return true
  }
  try {
    const unpacked = Object.entries(unzipSync(bytes, { filter: wanted }))
    return new Map([...unpacked, ...others.map((name) => [name, new Uint8Array()] as const)])
  } catch (error) {
    if (error instanceof Error && 'status' in error) throw error
    throw packErrors.PACK_ARCHIVE_INVALID({ reason: error instanceof Error ? error.message : String(error) })
  }
}

/** What file managers put into archives beside what was meant, and folders themselves. */
function isForeign(name: string): boolean {
  return name.startsWith('__MACOSX/') || name.endsWith('/')
}

/** The folder that holds app.json, when everything is inside one. */
function rootOf(paths: readonly string[]): string {
  const [first = ''] = paths.map((path) => path.split('/')[0])
  const inside = paths.length > 0 && !paths.includes('app.json') && paths.every((path) => path.startsWith(`${first}/`))
  return inside ? `${first}/` : ''
}
