/** A pattern, ready to be looked for. */
export interface Pattern {
  matches(text: string): boolean
}

type Compile = (source: string) => { matcher(text: string): { find(): boolean } }

let compile: Compile | null = null

/**
 * Loads what MATCHES needs: RE2, whose effort grows with the text and never beyond, with the tables of Unicode. It weighs
 * more than all other functions together, so that browsers load it only for apps that use it. On the server the entry
 * `./sql` has done it.
 */
export async function loadPatterns(): Promise<void> {
  if (compile) return
  const { RE2JS } = await import('re2js')
  compile = (source) => RE2JS.compile(source)
}

/** Whether an expression, or a document with some in it, needs `loadPatterns` first. */
export function usesPatterns(json: unknown): boolean {
  return JSON.stringify(json)?.includes('"matches":') ?? false
}

const patterns = new Map<string, Pattern | null>()
const mostKept = 500

/** Null when the text is no pattern; undefined as long as patterns are not loaded. */
export function patternOf(source: string): Pattern | null | undefined {
  if (!compile) return undefined
  let pattern = patterns.get(source)
  if (pattern === undefined) {
    pattern = compiled(compile, source)
    if (patterns.size >= mostKept) patterns.clear()
    patterns.set(source, pattern)
  }
  return pattern
}

function compiled(read: Compile, source: string): Pattern | null {
  try {
    const expression = read(source)
    return { matches: (text) => expression.matcher(text).find() }
  } catch {
    return null
  }
}
