import type { InboxBox } from '@mortise/api'

/** Which tasks are wanted by when they came. */
export type TaskPeriod = 'today' | 'week' | 'month' | 'older'

export const taskPeriods: readonly TaskPeriod[] = ['today', 'week', 'month', 'older']
export const taskBoxes: readonly InboxBox[] = ['todo', 'done', 'started', 'copied']

/** What the address of the task centre says: the box, what narrows it, and which task of the open instance is meant. */
export interface TaskSearch {
  /** Absent: what waits for the user. */
  box?: InboxBox
  app?: string
  process?: string
  text?: string
  period?: TaskPeriod
  overdue?: true
  visit?: number
}

/** Reads the search parameters of the task centre; what is not understood is left out. */
export function validateTaskSearch(search: Readonly<Record<string, unknown>>): TaskSearch {
  const { box, app, process, text, period, overdue, visit } = search
  return {
    ...(oneOf(taskBoxes, box) && box !== 'todo' && { box }),
    ...(isKey(app) && { app }),
    ...(isKey(process) && { process }),
    ...(isText(text) && { text: String(text) }),
    ...(oneOf(taskPeriods, period) && { period }),
    ...(overdue === true && { overdue }),
    ...(Number.isInteger(visit) && Number(visit) > 0 && { visit: Number(visit) }),
  }
}

/** How many filters narrow the box, the text not counted: it can be seen beside them. */
export function countFilters({ app, process, period, overdue }: TaskSearch): number {
  return [app, process, period, overdue].filter((value) => value !== undefined).length
}

const day = 86_400_000

/** From when and until when, for a period that ends now. Weeks and months are so many days. */
export function periodBounds(period: TaskPeriod, now: Date): { since?: string; until?: string } {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  const ago = (days: number) => new Date(midnight - days * day).toISOString()
  if (period === 'older') return { until: ago(29) }
  return { since: ago({ today: 0, week: 6, month: 29 }[period]) }
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): value is Value {
  return values.includes(value as Value)
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z0-9_]{0,40}$/.test(value)
}

/** A search for 123 arrives as a number. */
function isText(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '' && value.length <= 100) || typeof value === 'number'
}
