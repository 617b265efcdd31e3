import { type FileInfo, useRuntimeServices } from '@mortise/ui'
import { useEffect, useRef, useState } from 'react'

/** A file on its way, or one that could not be sent. */
export interface Upload {
  key: number
  file: File
  fraction: number
  /** Why it did not work; then it can be tried again. */
  problem: string | null
  retryable: boolean
}

export interface UploadQueue {
  uploads: readonly Upload[]
  add(files: readonly File[]): void
  retry(key: number): void
  cancel(key: number): void
}

interface QueueOptions {
  /** Why a file may not be sent at all; null when it may. */
  refuse(file: File, ahead: number): string | null
  failed: string
  onDone(file: FileInfo): void
}

let lastKey = 0

/** Sends files one beside the other, with progress; what fails stays until it is sent again or given up. */
export function useUploadQueue({ refuse, failed, onDone }: QueueOptions): UploadQueue {
  const { upload } = useRuntimeServices()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const aborters = useRef(new Map<number, AbortController>())
  const done = useRef(onDone)
  done.current = onDone
  useEffect(() => {
    const running = aborters.current
    return () => {
      for (const aborter of running.values()) aborter.abort()
    }
  }, [])

  function patch(key: number, change: Partial<Upload>) {
    setUploads((list) => list.map((one) => (one.key === key ? { ...one, ...change } : one)))
  }
  function drop(key: number) {
    aborters.current.delete(key)
    setUploads((list) => list.filter((one) => one.key !== key))
  }

  async function send(key: number, file: File) {
    const aborter = new AbortController()
    aborters.current.set(key, aborter)
    patch(key, { problem: null, fraction: 0 })
    try {
      const stored = await upload(file, (fraction) => patch(key, { fraction }), aborter.signal)
      drop(key)
      done.current(stored)
    } catch (error) {
      if (!aborter.signal.aborted) patch(key, { problem: reason(error) ?? failed })
    }
  }

  return {
    uploads,
    add(files) {
      const next = files.map((file, index) => {
        const problem = refuse(file, uploads.length + index)
        return { key: ++lastKey, file, fraction: 0, problem, retryable: problem === null }
      })
      setUploads((list) => [...list, ...next])
      for (const { key, file, problem } of next) if (problem === null) void send(key, file)
    },
    retry(key) {
      const wanted = uploads.find((one) => one.key === key)
      if (wanted) void send(key, wanted.file)
    },
    cancel(key) {
      aborters.current.get(key)?.abort()
      drop(key)
    },
  }
}

function reason(error: unknown): string | null {
  return error instanceof Error && error.message ? error.message : null
}
