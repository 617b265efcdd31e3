import type { Visit } from '../../state/process-state.ts'
import type { ProcessEffect, ProcessWrite } from '../../step/step-result.ts'

/** One line of what happened, in order. */
export interface TraceLine {
  at: string
  what: 'entered' | 'left' | 'waiting' | 'cancelled' | 'incident' | 'sent' | 'ended'
  /** The id of the element; that of the process when it ends. */
  element: string
  /** Which visit of it: loops and repetitions have several. */
  visit?: number
  /** What it waits for, how it ended, what failed, what was sent. */
  detail?: string
}

export interface TraceInput {
  at: string
  writes: readonly ProcessWrite[]
  effects: readonly ProcessEffect[]
  /** Nodes that the file only implies are not shown; a repeated task is shown as itself. */
  elementOf: (node: string) => string | null
}

/** Follows what the engine writes. */
export class Trace {
  readonly lines: TraceLine[] = []
  private readonly known = new Map<number, Visit>()
  private readonly waiting = new Map<number, string>()

  add({ at, writes, effects, elementOf }: TraceInput): void {
    const last = new Map(
      writes.flatMap((write, index) => (write.write === 'visit' ? [[write.visit.id, index] as const] : [])),
    )
    for (const [index, write] of writes.entries()) {
      if (write.write === 'visit') {
        const isLast = last.get(write.visit.id) === index
        this.addVisit(write.visit, { at, isLast, element: elementOf(write.visit.node) })
      }
      if (write.write === 'status' && write.status !== 'running') {
        this.lines.push({ at, what: 'ended', element: '', detail: write.outcome ?? write.status })
      }
    }
    for (const effect of effects) {
      const element = effect.effect === 'publish' ? elementOf(effect.node) : null
      if (element === null || effect.effect !== 'publish') continue
      const { on, name } = effect.trigger
      this.lines.push({ at, what: 'sent', element, visit: effect.visit, detail: name ? `${on} ${name}` : on })
    }
  }

  private addVisit(
    visit: Visit,
    { at, isLast, element }: { at: string; isLast: boolean; element: string | null },
  ): void {
    const before = this.known.get(visit.id)
    this.known.set(visit.id, visit)
    if (element === null) return
    const say = (what: TraceLine['what'], detail?: string) =>
      this.lines.push({ at, what, element, visit: visit.id, ...(detail ? { detail } : {}) })
    if (!before) say('entered')
    if (visit.incident && visit.incident !== before?.incident) say('incident', visit.incident.code)
    // What was asked and answered at once is no waiting.
    const waits = visit.state === 'open' && !visit.incident ? needOf(visit) : null
    if (isLast && waits && waits !== this.waiting.get(visit.id)) {
      this.waiting.set(visit.id, waits)
      say('waiting', waits)
    }
    if (visit.state === 'done' && before?.state !== 'done') say('left', visit.outcome)
    if (visit.state === 'cancelled' && before?.state !== 'cancelled') say('cancelled')
  }
}

function needOf({ needs, asks }: Visit): string | null {
  return needs === 'answer' ? (asks ?? needs) : needs
}
