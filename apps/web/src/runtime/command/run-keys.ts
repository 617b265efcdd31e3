import { deepEqual } from '@mortise/core'

/**
 * The keys under which one press of a button is sent: the same content has the same key, so that sent again nothing
 * happens twice; what was corrected has another one, so that it is not answered with how it went before.
 */
export function runKeys(): (content: object) => string {
  const sent: { content: object; key: string }[] = []
  return (content) => {
    const before = sent.find((one) => deepEqual(one.content, content))
    if (before) return before.key
    const key = crypto.randomUUID()
    // What is typed on must not change what was sent.
    sent.push({ content: structuredClone(content), key })
    return key
  }
}
