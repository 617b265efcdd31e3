import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Hands back to the system what only starting needed: modules as they were read and compiled, and what a first start wrote.
 * Left to itself V8 keeps that until much more has been allocated, which on an idle server is never. Takes about 0.1 s,
 * once, a second after the start.
 */
export function giveBackMemory(afterMs = 1000): void {
  setTimeout(collect, afterMs).unref()
}

function collect(): void {
  // The function to collect exists only in contexts that are made while the flag is set.
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as NodeJS.GCFunction
  setFlagsFromString('--no-expose-gc')
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
