const lineWidth = 120
/** Containers within containers that may still share a line: an option with its label does, a field with options too. */
const inlineDepth = 3

/** JSON with two spaces of indentation in which a small list or object takes one line. */
export function writeJson(value: unknown): string {
  return write(value, '', 0)
}

function write(value: unknown, indent: string, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = membersOf(value)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (members.length === 0) return open + close
  if (indent !== '' && depthOf(value) <= inlineDepth) {
    const line = inline(value)
    if (before + line.length + 1 <= lineWidth) return line
  }
  const inner = `${indent}  `
  const lines = members.map(([name, member]) => `${inner}${name}${write(member, inner, inner.length + name.length)}`)
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`
}

function inline(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = membersOf(value).map(([name, member]) => name + inline(member))
  if (members.length === 0) return Array.isArray(value) ? '[]' : '{}'
  return Array.isArray(value) ? `[${members.join(', ')}]` : `{ ${members.join(', ')} }`
}

function membersOf(value: object): [string, unknown][] {
  if (Array.isArray(value)) return value.map((member) => ['', member])
  return Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[`${JSON.stringify(name)}: `, member]],
  )
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}
