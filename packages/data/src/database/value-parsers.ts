/**
 * One table for both drivers, so that a value looks the same whichever database it came from: decimals are text (a
 * JavaScript number cannot hold them), int8 is a number (ours stay below 2^53), dates and instants are ISO text.
 */
const oid = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  int8Array: 1016,
  dateArray: 1182,
  numericArray: 1231,
} as const

export type ValueParser = (text: string) => unknown

const asText: ValueParser = (text) => text

/** `2026-11-22 15:34:29.12+00` → `2026-11-22T15:34:29.120Z`, whatever zone the session shows. */
export function parseInstant(text: string): string {
  const fraction = text.indexOf('.')
  if (text.endsWith('+00') && text.length >= 22 && text[10] === ' ') {
    const milliseconds =
      fraction < 0
        ? '000'
        : text
            .slice(fraction + 1, -3)
            .padEnd(3, '0')
            .slice(0, 3)
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${milliseconds}Z`
  }
  const date = new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  return Number.isNaN(date.getTime()) ? text : date.toISOString()
}

/** Elements of a one-dimensional array of plain words: numbers, dates, identifiers. */
function parseWords(text: string): string[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',')
}

/** Parsers by type OID; types not named here keep the driver's own, which agree. */
export const valueParsers: Readonly<Record<number, ValueParser>> = {
  [oid.int8]: Number,
  [oid.numeric]: asText,
  [oid.date]: asText,
  [oid.timestamp]: asText,
  [oid.timestamptz]: parseInstant,
  [oid.int8Array]: (text) => parseWords(text).map(Number),
  [oid.numericArray]: parseWords,
  [oid.dateArray]: parseWords,
}

/** The same for kysely, whose users (the identity library) want Date objects for instants. */
export const kyselyParsers: Readonly<Record<number, ValueParser>> = {
  ...valueParsers,
  [oid.timestamptz]: (text) => new Date(parseInstant(text)),
}
