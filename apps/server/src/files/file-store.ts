import type { Readable } from 'node:stream'

/** Where the bytes of files are. On disk here; a bucket of a cloud would be another implementation. */
export interface FileStore {
  /**
   * Keeps the bytes under a key of its own making; nothing of what the user sent becomes part of a path. Refuses more
   * than `limit` bytes while they arrive, and leaves nothing behind when refused or broken off.
   */
  write(bytes: Readable, limit: number): Promise<{ storageKey: string; size: number; head: Uint8Array }>
  read(storageKey: string): Promise<Readable>
  remove(storageKey: string): Promise<void>
}
