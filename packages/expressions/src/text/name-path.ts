/** A name between braces, cut into its steps. */
export interface NamePath {
  /** `^` before it: how many records to step out of, whatever the name says. 0: the name says it. */
  up: number
  segments: readonly NameSegment[]
}

export interface NameSegment {
  text: string
  /** Written with `#`: it is the key, whatever the labels are. */
  key: boolean
}

const dots = /[.。．]/
const segmentPattern = /\s*(#?)(?:"((?:[^"]|"")*)"|([^.。．]*))\s*(?:[.。．]|$)/y

/**
 * Cuts `Customer.Level` at its dots. A label that holds a dot, or begins with a sign that means something, stands in double
 * quotes: `"Ref. no.".Name`. `#level` is the key `level`; `^Level` belongs to the record around the one at hand.
 */
export function readNamePath(name: string): NamePath {
  const up = /^\s*(\^*)/.exec(name)
  const start = up?.[0].length ?? 0
  const segments: NameSegment[] = []
  segmentPattern.lastIndex = start
  while (segmentPattern.lastIndex < name.length) {
    const from = segmentPattern.lastIndex
    const found = segmentPattern.exec(name)
    // A quote that is not closed: the rest is the label.
    if (!found)
      return { up: up?.[1]?.length ?? 0, segments: [...segments, { text: name.slice(from).trim(), key: false }] }
    const text = found[2]?.replaceAll('""', '"') ?? found[3]?.trim() ?? ''
    segments.push({ text, key: found[1] === '#' })
    if (segmentPattern.lastIndex === name.length && dots.test(name.at(-1) ?? '')) {
      segments.push({ text: '', key: false })
      break
    }
  }
  return { up: up?.[1]?.length ?? 0, segments }
}

/** A path as it stands between braces, the braces included. */
export function writeName(up: number, segments: readonly NameSegment[]): string {
  const inner = segments.map(writeSegment).join('.')
  return `{${'^'.repeat(up)}${inner.replaceAll(/[{}｛｝]/g, '$&$&')}}`
}

function writeSegment({ text, key }: NameSegment): string {
  if (key) return `#${text}`
  const plain = text !== '' && text === text.trim() && !/[.。．\n]|^["#^]/.test(text)
  return plain ? text : `"${text.replaceAll('"', '""')}"`
}
