import { Worker } from 'node:worker_threads'
import { printErrors } from '../errors.ts'
import type { PageDescription } from './page-description.ts'

/** Makes PDFs beside the event loop, which stays free for everybody else. */
export interface PdfRenderer {
  render(page: PageDescription): Promise<Uint8Array>
  close(): Promise<void>
}

interface Job {
  resolve(bytes: Uint8Array): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

interface Answer {
  id: number
  bytes?: Uint8Array
  problem?: string
}

const patienceMs = 90_000
/** The fonts take memory: after so long without work the thread ends, and begins again when it is needed. */
const idleMs = 60_000

/** One thread that works off documents in turn; made when the first is asked for. */
export function createPdfRenderer({ patience = patienceMs }: { patience?: number } = {}): PdfRenderer {
  const jobs = new Map<number, Job>()
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | undefined
  let last = 0

  const end = async () => {
    const ending = worker
    worker = null
    await ending?.terminate()
  }
  const settle = (id: number): Job | undefined => {
    const job = jobs.get(id)
    jobs.delete(id)
    clearTimeout(job?.timer)
    if (jobs.size === 0) {
      worker?.unref()
      clearTimeout(idle)
      idle = setTimeout(() => void end(), idleMs).unref()
    }
    return job
  }
  const failAll = (error: () => Error) => {
    for (const id of [...jobs.keys()]) settle(id)?.reject(error())
  }
  const begin = (): Worker => {
    const begun = new Worker(new URL('./pdf-worker.ts', import.meta.url))
    begun.on('message', ({ id, bytes, problem }: Answer) => {
      const job = settle(id)
      if (bytes) job?.resolve(bytes)
      else job?.reject(Object.assign(printErrors.PRINT_FAILED(), { cause: problem }))
    })
    begun.on('error', (cause) => {
      if (worker === begun) worker = null
      failAll(() => Object.assign(printErrors.PRINT_FAILED(), { cause }))
    })
    return begun
  }
  return {
    render: (page) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle)
        worker ??= begin()
        worker.ref()
        const id = ++last
        const giveUp = () => {
          void end()
          failAll(() => printErrors.PRINT_TOO_SLOW({ seconds: Math.round(patience / 1000) }))
        }
        jobs.set(id, { resolve, reject, timer: setTimeout(giveUp, patience) })
        worker.postMessage({ id, page })
      }),
    async close() {
      clearTimeout(idle)
      failAll(() => printErrors.PRINT_FAILED())
      await end()
    },
  }
}
