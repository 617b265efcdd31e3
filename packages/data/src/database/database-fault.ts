/** What went wrong in a statement, the same for PostgreSQL, PGlite and Citus. */
export interface DatabaseFault {
  /** SQLSTATE, such as 23505. */
  code: string
  /** Name of the constraint or index, without the suffix of a Citus shard. */
  constraint: string | null
}

/** Reads an error of a driver; null when it is not one. */
export function databaseFault(error: unknown): DatabaseFault | null {
  if (!(error instanceof Error)) return null
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return null
  const name = typeof constraint === 'string' ? constraint : /constraint "([^"]+)"/.exec(error.message)?.[1]
  return { code, constraint: name?.replace(/_\d{6,}$/, '') ?? null }
}
