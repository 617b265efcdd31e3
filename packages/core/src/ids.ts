const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

let lastTime = 0
let sequence = 0
/** The first part of the identifiers of `lastTime`. */
let prefix = ''

const bytesPerId = 8
/** Asking for random bytes costs more than all the rest of an identifier: they are fetched for many at once. */
const pool = new Uint8Array(256 * bytesPerId)
let used = pool.length

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** A time-ordered identifier (RFC 9562, version 7), strictly increasing within this process. */
export function uuidv7(now: number = Date.now()): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  const at = used
  used += bytesPerId
  if (now > lastTime) {
    beginTime(now)
    sequence = (byteAt(at) << 3) | (byteAt(at + 1) >> 5)
  } else if (++sequence > 0xfff) {
    beginTime(lastTime + 1)
    sequence = 0
  }
  const variant = hex[0x80 | (byteAt(at) & 0x3f)]
  const high = (0x7000 | sequence).toString(16)
  return `${prefix}${high}-${variant}${hexAt(at + 1)}-${hexAt(at + 2)}${hexAt(at + 3)}${hexAt(at + 4)}${hexAt(at + 5)}${hexAt(at + 6)}${hexAt(at + 7)}`
}

function beginTime(time: number): void {
  lastTime = time
  const digits = time.toString(16).padStart(12, '0')
  prefix = `${digits.slice(0, 8)}-${digits.slice(8)}-`
}

function byteAt(place: number): number {
  return pool[place] ?? 0
}

function hexAt(place: number): string {
  return hex[byteAt(place)] ?? ''
}

/** The instant inside a version 7 identifier. */
export function uuidv7Time(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}

/** Whether a value is an identifier in the one spelling we accept: lower case, with hyphens. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidPattern.test(value)
}
