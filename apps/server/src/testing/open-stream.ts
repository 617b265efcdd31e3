/** A stream of changes as a browser reads it. */
export interface Stream {
  events: {
    event: string // biome-ignore lint/suspicious/noExplicitAny: tests read events of every shape
    data: any
  }[]
  /** Waits until the stream has had so many events of a kind. */
  until(event: string, count: number): Promise<void>
  ended: Promise<void>
  stop(): void
}

/** Opens a stream of changes and gathers what comes. */
export async function openStream(url: string, cookie: string): Promise<Stream> {
  const abort = new AbortController()
  const answer = await fetch(url, { headers: { cookie, 'last-event-id': 'nonsense' }, signal: abort.signal })
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream'))
    throw new Error(`no stream: ${answer.status}`)
  const events: Stream['events'] = []
  const waiting = new Set<() => void>()
  const read = async () => {
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const found = /^event: (\w+)\ndata: (.*)$/m.exec(block)
        if (found?.[1] && found[2]) events.push({ event: found[1], data: JSON.parse(found[2]) })
      }
      for (const check of waiting) check()
    }
  }
  return {
    events,
    ended: read().catch(() => {}),
    stop: () => abort.abort(),
    until: (event, count) =>
      new Promise((resolve) => {
        const check = () => {
          if (events.filter((one) => one.event === event).length < count) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
  }
}
