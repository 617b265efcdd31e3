import { deepEqual } from '@mortise/core'
import type { FieldProblem } from '@mortise/data'
import type { FormValues } from './form-values.ts'

/** The server's problems, sorted to where the form can show them. */
export interface ProblemMap {
  /** Field key → message. */
  fields: { [field: string]: string }
  /** Sub-table field → (`3/qty` → message). */
  lines: { [field: string]: { [path: string]: string } }
  /** Problems of fields that the form does not show. */
  others: { field: string; message: string }[]
}

/** Sorts problems by the fields that are shown; nothing is lost. */
export function mapProblems(problems: readonly FieldProblem[], shown: ReadonlySet<string>): ProblemMap {
  const map: ProblemMap = { fields: {}, lines: {}, others: [] }
  for (const { path, message } of problems) {
    const slash = path.indexOf('/')
    const field = slash < 0 ? path : path.slice(0, slash)
    if (!shown.has(field)) map.others.push({ field, message })
    else if (slash < 0) map.fields[field] = message
    else map.lines[field] = { ...map.lines[field], [path.slice(slash + 1)]: message }
  }
  return map
}

/** Keeps a problem only while the value it is about is still what was saved: `then`. */
export function remainingProblems(map: ProblemMap, then: FormValues, now: FormValues): ProblemMap {
  const fields = keep(map.fields, (field) => deepEqual(then[field] ?? null, now[field] ?? null))
  const lines = Object.entries(map.lines).flatMap(([field, problems]) => {
    const left = keep(problems, (path) => deepEqual(cellAt(then[field], path), cellAt(now[field], path)))
    return Object.keys(left).length > 0 ? [[field, left] as const] : []
  })
  const next = { fields, lines: Object.fromEntries(lines), others: [] }
  return countProblems(next) === countProblems(map) ? map : next
}

function keep(problems: { [path: string]: string }, holds: (path: string) => boolean): { [path: string]: string } {
  return Object.fromEntries(Object.entries(problems).filter(([path]) => holds(path)))
}

/** The value in `3/qty` of a list of lines; of `3`, the line. */
function cellAt(lines: unknown, path: string): unknown {
  const [index = '', field] = path.split('/')
  const line = Array.isArray(lines) ? (lines[Number(index)] as FormValues | undefined) : undefined
  return (field === undefined ? line : line?.[field]) ?? null
}

export function hasProblems(map: ProblemMap, fields: readonly string[]): boolean {
  return fields.some((field) => field in map.fields || field in map.lines)
}

export function countProblems(map: ProblemMap): number {
  const inLines = Object.values(map.lines).reduce((sum, line) => sum + Object.keys(line).length, 0)
  return Object.keys(map.fields).length + inLines + map.others.length
}

export const noProblems: ProblemMap = { fields: {}, lines: {}, others: [] }
