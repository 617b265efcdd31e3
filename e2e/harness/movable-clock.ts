/**
 * Loaded into the server of a journey before anything else (`node --import`): its clock goes with the real one until the
 * journey sends how many milliseconds it is to be ahead. The product knows nothing of it.
 */
let aheadMs = 0
const clock = globalThis.Date

globalThis.Date = new Proxy(clock, {
  construct: (_, given: [], as) =>
    Reflect.construct(clock, given.length === 0 ? [clock.now() + aheadMs] : given, as) as object,
  apply: () => new clock(clock.now() + aheadMs).toString(),
  get: (_, name) => (name === 'now' ? () => clock.now() + aheadMs : Reflect.get(clock, name)),
})

process.on('message', (message: { aheadMs: number }) => {
  aheadMs = message.aheadMs
  process.send?.({ aheadMs })
})
// Waiting for messages is no reason to go on running.
process.channel?.unref()
