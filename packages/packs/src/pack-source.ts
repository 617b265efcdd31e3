import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { packErrors } from './errors.ts'

/** Where the files of a pack come from: a folder, or an archive of one. Paths have slashes and are inside the pack. */
export interface PackSource {
  /** Names inside a folder, in order; the empty path is the pack itself. */
  list(folder: string): Promise<string[]>
  isFile(path: string): Promise<boolean>
  read(path: string): Promise<Uint8Array>
}

/** A pack as a folder of the file system. */
export function folderSource(root: string): PackSource {
  return {
    async list(folder) {
      try {
        return (await readdir(join(root, folder))).sort()
      } catch (error) {
        throw packErrors.PACK_FOLDER_UNREADABLE({ folder: join(root, folder), reason: (error as Error).message })
      }
    },
    isFile: async (path) => (await stat(join(root, path))).isFile(),
    read: (path) => readFile(join(root, path)),
  }
}
