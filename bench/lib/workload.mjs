import { idOf } from './data.mjs'
import { storedCustomer } from './fill.mjs'

const firstFresh = 10_000_000
let sequence = firstFresh

/** A customer that nobody has made yet; its name is longer than those of the customers filled in. */
export const freshCustomer = (user) => storedCustomer(sequence++, user)

/** Picks out of a table what `freshCustomer` has brought in. */
export const isFresh = `length(name) > ${'Customer 0000000'.length}`

export const anyId = (rows) => idOf('0002', 1 + Math.floor(Math.random() * rows))

/**
 * Customers to change, each in its turn, with the version that they have by then: a save must name it, and two clients
 * must not meet at one record.
 */
export function updateTurns(rows) {
  let turn = 0
  const step = 7919
  return () => {
    const round = Math.floor(turn / rows)
    const index = 1 + ((turn * step) % rows)
    turn += 1
    return { id: idOf('0002', index), version: 1 + round, score: 100 + Math.floor(Math.random() * 1e6) }
  }
}

export const expectRows = (rows) => {
  if (rows?.length !== 50) throw new Error(`expected 50 records, got ${rows?.length}`)
}

/** Where the 1000th page of the list begins, or a page as far down as a smaller table goes. */
export const farOffset = (rows) => Math.min(49_950, Math.floor(rows * 0.5))
