import type { RunOptions } from '../run-bpmn.ts'
import { type RunEvent, verbOf } from './run-event.ts'

/** A list of events; the whole form also says what is known and who is asked. */
export interface EventFile extends RunOptions {
  events: RunEvent[]
}

/** Reads `[event, …]`, `{ "events": [event, …], "variables": {…}, "people": {…} }`, or one event in each line. */
export function readEvents(text: string): EventFile | { wrong: string } {
  const json =
    parse(text) ??
    parse(
      `[${text
        .trim()
        .split(/\r?\n/)
        .filter((line) => line.trim())
        .join(',')}]`,
    )
  if (json === undefined) return { wrong: 'JSON' }
  const isWhole = typeof json === 'object' && json !== null && 'events' in json
  const file = (isWhole ? json : { events: Array.isArray(json) ? json : [json] }) as EventFile
  if (!Array.isArray(file.events)) return { wrong: 'events' }
  const unknown = file.events.find((event) => verbOf(event) === null)
  return unknown === undefined ? file : { wrong: JSON.stringify(unknown) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
