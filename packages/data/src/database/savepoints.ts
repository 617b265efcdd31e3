import type { Executor } from './database.ts'

/** Places in a transaction that can be come back to. */
export interface Savepoints {
  /** The place as it is now. Nobody waits for it: where it cannot be made, what comes after it fails as well. */
  mark(): string
  /** Undoes what was written since; the place is there still. */
  backTo(place: string): Promise<void>
  /** Whoever marked the place does not come back to it. */
  release(place: string): void
}

/** What only reads leaves a place as it is. */
export const onlyReads = (text: string): boolean => /^\s*select\b/i.test(text)

const ignore = () => {}

/**
 * Watches a transaction, so that several who mark the same place share a savepoint: each is a way to the database. All
 * that is written has to go through the executor that is given back.
 */
export function watchSavepoints(given: Executor): { trx: Executor; savepoints: Savepoints } {
  /** The latest place; null once something was written after it. */
  let present: string | null = null
  let count = 0
  const holders = new Map<string, number>()
  const tell = (text: string) => given.run({ text, values: [] })
  return {
    trx: {
      run(statement) {
        if (!onlyReads(statement.text)) present = null
        return given.run(statement)
      },
    },
    savepoints: {
      mark() {
        if (present === null) {
          present = `place_${++count}`
          tell(`savepoint ${present}`).catch(ignore)
        }
        holders.set(present, (holders.get(present) ?? 0) + 1)
        return present
      },
      async backTo(place) {
        present = place
        await tell(`rollback to savepoint ${place}`)
      },
      release(place) {
        const left = (holders.get(place) ?? 1) - 1
        holders.set(place, left)
        if (left > 0) return
        holders.delete(place)
        present = null
        tell(`release savepoint ${place}`).catch(ignore)
      },
    },
  }
}
