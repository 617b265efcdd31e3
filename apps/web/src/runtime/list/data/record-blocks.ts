import { type BlockCache, type BlockPage, blockSize, createBlockCache } from './block-cache.ts'

export interface BlockRequest {
  size: number
  after?: string
  offset?: number
}

/** A sparse list of records in blocks of a hundred: loads what is looked at, by cursor where the block before is here. */
export interface RecordBlocks {
  cache: BlockCache
  /** The first and last block to have; others under way are given up. */
  want(from: number, to: number): void
  /** Loads blocks and waits for them. */
  load(from: number, to: number): Promise<void>
  /** What is here may be out of date; it is shown until it has been loaded again. */
  markStale(): void
  stop(): void
}

interface BlockOptions {
  fetch(request: BlockRequest, signal: AbortSignal): Promise<BlockPage>
  onChange(): void
  onError(error: unknown): void
}

export function createRecordBlocks(options: BlockOptions): RecordBlocks {
  const cache = createBlockCache()
  const loading = new Map<number, { abort: AbortController; done: Promise<void> }>()
  let generation = 0

  function start(number: number): Promise<void> {
    const running = loading.get(number)
    if (running) return running.done
    const abort = new AbortController()
    const done = load(number, abort.signal, generation).finally(() => {
      if (loading.get(number)?.abort === abort) loading.delete(number)
    })
    loading.set(number, { abort, done })
    return done
  }

  async function load(number: number, signal: AbortSignal, startedIn: number) {
    const cursor = cache.cursorTo(number)
    const place = cursor ? { after: cursor } : { offset: number * blockSize }
    try {
      const page = await options.fetch({ size: blockSize, ...place }, signal)
      if (signal.aborted) return
      cache.put(number, page, startedIn !== generation)
      options.onChange()
    } catch (error) {
      if (!signal.aborted) options.onError(error)
    }
  }

  function stop(keep: (number: number) => boolean) {
    for (const [number, { abort }] of loading) {
      if (keep(number)) continue
      abort.abort()
      loading.delete(number)
    }
  }

  return {
    cache,
    want(from, to) {
      stop((number) => number >= from && number <= to)
      for (const number of cache.missing(from, to)) void start(number)
      cache.forgetFarFrom(from)
    },
    async load(from, to) {
      for (const number of cache.missing(from, to)) await start(number)
    },
    markStale() {
      generation += 1
      cache.markStale()
    },
    stop: () => stop(() => false),
  }
}
