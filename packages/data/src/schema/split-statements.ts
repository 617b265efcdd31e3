const comment = /^\s*--/
const blank = /^\s*$/
const dollarQuote = /\$[a-z_]*\$/gi

/**
 * The statements of a migration file. A statement ends with a semicolon at the end of a line, unless the line is inside
 * a `$$ … $$` body. Lines that hold only a comment between statements are dropped.
 */
export function splitStatements(text: string): string[] {
  const statements: string[] = []
  let lines: string[] = []
  let inBody = false
  for (const line of text.split(/\r?\n/)) {
    if (lines.length === 0 && (comment.test(line) || blank.test(line))) continue
    lines.push(line)
    if ((line.match(dollarQuote)?.length ?? 0) % 2 === 1) inBody = !inBody
    if (inBody || !/;\s*$/.test(line)) continue
    statements.push(lines.join('\n').replace(/;\s*$/, ''))
    lines = []
  }
  if (lines.length > 0) statements.push(lines.join('\n'))
  return statements
}
