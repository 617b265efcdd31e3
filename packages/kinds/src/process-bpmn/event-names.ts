import { fits } from '@mortise/metadata/schema'
import { EventName } from '../process-parts/trigger-options.ts'
import { plainKey } from './file-keys.ts'
import type { FileOpening, FileTarget } from './file-opening.ts'
import { type FileProblem, fileProblem } from './file-problem.ts'

/** Gives messages, errors and escalations of a file names that can be written here. */
export function eventNames({ spell }: FileTarget, report: (problem: FileProblem) => void): FileOpening['eventName'] {
  const known = new Map<string, string>()
  const unnamed = 'event'
  return (name, place) => {
    if (name === undefined) {
      report(fileProblem('warning', 'event_unnamed', { place, params: { key: unnamed } }))
      return unnamed
    }
    if (fits(EventName, name)) return name
    const wanted = plainKey(/[a-z]/i.test(name) ? name : (spell?.(name) ?? name), unnamed)
    const taken = [...known].some(([other, key]) => key === wanted && other !== name)
    const key = known.get(name) ?? (taken ? `${wanted}_${known.size + 1}` : wanted)
    known.set(name, key)
    report(fileProblem('warning', 'event_renamed', { place, params: { name, key } }))
    return key
  }
}
