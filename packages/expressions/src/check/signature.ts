/** What one parameter takes; see the signature language in `function-definition.ts`. */
export type ParameterType =
  | {
      is: 'plain'
      kind: 'num' | 'text' | 'bool' | 'date' | 'datetime' | 'user' | 'department' | 'files' | 'set' | 'enum'
    }
  | { is: 'variable'; name: string }
  | { is: 'day' | 'any' | 'list' | 'option' | 'int' | 'words' }
  | { is: 'unit'; units: readonly string[] }

export interface Parameter {
  name: string
  type: ParameterType
}

export interface Signature {
  /** Given once, in this order. */
  first: readonly Parameter[]
  /** Given together, once or more. */
  group: readonly Parameter[]
  /** May be left out, from the last one on. */
  optional: readonly Parameter[]
  result: ParameterType
}

const known = new Map<string, Signature>()

/** Reads a signature; each is read once. */
export function signatureOf(text: string): Signature {
  let signature = known.get(text)
  if (!signature) {
    signature = readSignature(text)
    known.set(text, signature)
  }
  return signature
}

/** The parameter that an argument stands for, or null when there are too many. */
export function parameterAt(signature: Signature, index: number, count: number): Parameter | null {
  const { first, group, optional } = signature
  if (index < first.length) return first[index] ?? null
  const rest = index - first.length
  if (group.length === 0) return optional[rest] ?? null
  const grouped = Math.floor((count - first.length) / group.length) * group.length
  return rest < grouped ? (group[rest % group.length] ?? null) : (optional[rest - grouped] ?? null)
}

/** How many arguments it takes, in words that need no translation: `2`, `1–3`, `2+`. */
export function arityOf({ first, group, optional }: Signature): { accepts(count: number): boolean; words: string } {
  const least = first.length + group.length
  if (group.length > 0) {
    return {
      accepts: (count) => count >= least && (count - first.length) % group.length <= optional.length,
      words: `${least}+`,
    }
  }
  const most = least + optional.length
  return {
    accepts: (count) => count >= least && count <= most,
    words: least === most ? `${least}` : `${least}–${most}`,
  }
}

function readSignature(text: string): Signature {
  const [left = '', right = ''] = text.split('->').map((side) => side.trim())
  const first: Parameter[] = []
  let group: Parameter[] = []
  const optional: Parameter[] = []
  for (const part of left.match(/\s*\([^()]*\)\+|[^,()]+(?:\([^()]*\))?/g) ?? []) {
    const trimmed = part.trim()
    if (trimmed === '') continue
    if (trimmed.endsWith(')+')) {
      group = trimmed
        .slice(1, -2)
        .split(',')
        .map((member) => readParameter(member))
    } else if (/^\w+\?/.test(trimmed)) optional.push(readParameter(trimmed))
    else if (/^\w+\.\.\./.test(trimmed)) group = [readParameter(trimmed)]
    else first.push(readParameter(trimmed))
  }
  return { first, group, optional, result: readType(right) }
}

function readParameter(text: string): Parameter {
  const [name = '', type = ''] = text.split(':').map((side) => side.trim())
  return { name: name.replace(/\?|\.\.\./, ''), type: readType(type) }
}

const plainKinds = ['num', 'text', 'bool', 'date', 'datetime', 'user', 'department', 'files', 'set', 'enum'] as const
const specialTypes = ['day', 'any', 'list', 'option', 'int', 'words'] as const

function readType(text: string): ParameterType {
  const plain = plainKinds.find((kind) => kind === text)
  if (plain) return { is: 'plain', kind: plain }
  const special = specialTypes.find((name) => name === text)
  if (special) return { is: special }
  const unit = /^unit\((.*)\)$/.exec(text)
  if (unit) return { is: 'unit', units: (unit[1] ?? '').split('|') }
  if (/^[A-Z]$/.test(text)) return { is: 'variable', name: text }
  throw new Error(`unreachable: no type "${text}" in signatures`)
}
