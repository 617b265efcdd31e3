interface Numeric {
  precision: number
  scale: number
}

/** What has to happen so that a column of one type can hold what another type holds. */
export type TypeChange = 'none' | { alterTo: string } | 'unsafe'

/**
 * Compares the type a column has with the one it should have. Only changes that PostgreSQL does without touching the
 * rows count as safe; a column that already holds more is left as it is, so that no value is ever rounded or cut.
 */
export function typeChange(present: string, wanted: string): TypeChange {
  const [from, to] = [spelling(present), spelling(wanted)]
  if (from === to) return 'none'
  if (from === 'bigint' && (to === 'integer' || to === 'smallint')) return 'none'
  if (from === 'numeric' && numericOf(to)) return 'none'
  const [held, asked] = [numericOf(from), numericOf(to)]
  if (held && asked) return numericChange(held, asked, to)
  if (held && to === 'numeric') return { alterTo: 'numeric' }
  return 'unsafe'
}

function numericChange(held: Numeric, asked: Numeric, to: string): TypeChange {
  if (held.precision - held.scale >= asked.precision - asked.scale && held.scale >= asked.scale) return 'none'
  // More decimals with a fixed scale would rewrite the table; without one they do not, and the app checks the scale.
  return { alterTo: held.scale === asked.scale ? to : 'numeric' }
}

function numericOf(type: string): Numeric | null {
  const match = /^numeric\((\d+),(\d+)\)$/.exec(type)
  return match ? { precision: Number(match[1]), scale: Number(match[2]) } : null
}

const spellings: Readonly<Record<string, string>> = {
  int: 'integer',
  int4: 'integer',
  int8: 'bigint',
  int2: 'smallint',
  bool: 'boolean',
  timestamptz: 'timestamp with time zone',
}

/** One spelling for what `format_type` answers and what field types write. */
function spelling(type: string): string {
  const plain = type.toLowerCase().replaceAll(/\s*([(,])\s*|\s+(?=\))/g, '$1')
  const short = /^timestamptz\((\d)\)$/.exec(plain)
  return short ? `timestamp(${short[1]}) with time zone` : (spellings[plain] ?? plain)
}
