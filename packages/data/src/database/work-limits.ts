/**
 * What a statement is for, which decides how long it may take: a list or a record that somebody waits for, figures and
 * search over whole tables, a change of records (also what says nothing), a change of tables.
 */
export type Work = 'read' | 'report' | 'write' | 'schema'

/** Milliseconds that one statement may take. */
export type WorkLimits = Readonly<Record<Work, number>>

const second = 1000

export const defaultWorkLimits: WorkLimits = {
  read: 15 * second,
  report: 60 * second,
  write: 60 * second,
  schema: 6 * 3600 * second,
}
