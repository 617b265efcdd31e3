import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { uuidv7 } from '@mortise/core'
import { contentErrors } from '../errors.ts'
import type { FileStore } from './file-store.ts'

/** As much of a file as is needed to recognise what it is. */
const headSize = 4100
const storageKeyPattern = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/

/** Files in a folder of the data directory, in 256 sub-folders. */
export function createDiskFileStore(folder: string): FileStore {
  const pathOf = (storageKey: string) => {
    if (!storageKeyPattern.test(storageKey)) throw contentErrors.FILE_NOT_FOUND()
    return join(folder, storageKey)
  }
  return {
    async write(bytes, limit) {
      const id = uuidv7()
      const storageKey = `${id.slice(-2)}/${id}`
      const path = pathOf(storageKey)
      await mkdir(join(path, '..'), { recursive: true })
      const unfinished = `${path}.part`
      try {
        const written = await writeAll(unfinished, bytes, limit)
        await rename(unfinished, path)
        return { storageKey, ...written }
      } catch (error) {
        await rm(unfinished, { force: true })
        throw toContentError(error)
      }
    },
    async read(storageKey) {
      const handle = await open(pathOf(storageKey)).catch(() => null)
      if (!handle) throw contentErrors.FILE_NOT_FOUND()
      return createReadStream('', { fd: handle })
    },
    remove: (storageKey) => rm(pathOf(storageKey), { force: true }),
  }
}

async function writeAll(path: string, bytes: Readable, limit: number): Promise<{ size: number; head: Uint8Array }> {
  const handle = await open(path, 'wx')
  try {
    return await copy(bytes, handle, limit)
  } finally {
    await handle.close()
  }
}

async function copy(bytes: Readable, handle: FileHandle, limit: number): Promise<{ size: number; head: Uint8Array }> {
  let size = 0
  let head = Buffer.alloc(0)
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw contentErrors.FILE_TOO_LARGE({ limitMb: Math.floor(limit / 1_048_576) })
    if (head.length < headSize) head = Buffer.concat([head, chunk.subarray(0, headSize - head.length)])
    await handle.writeFile(chunk)
  }
  if (size === 0) throw contentErrors.FILE_EMPTY()
  await handle.sync()
  return { size, head }
}

function toContentError(error: unknown): unknown {
  const { code } = error as { code?: string }
  if (code === 'ENOSPC' || code === 'EDQUOT') return contentErrors.FILE_STORE_FULL()
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') return contentErrors.FILE_INCOMPLETE()
  return error
}
