/** POST /api/apps/:app/messages: lets processes go on that wait for it. */
export interface MessageInput {
  name: string
  /** Which of those who wait: such as the number of an order. */
  key?: string
  /** How long it is kept when nobody waits for it yet; of messages with a key. Default: 24. */
  keepHours?: number
}

/** How many instances went on, or until when it is kept. */
export interface MessageSent {
  delivered: number
  keptUntil: string | null
}
