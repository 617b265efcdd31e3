/** Cells as spreadsheets put them on the clipboard: tabs, line ends, and quotes around cells that hold either. */
export function formatTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quote).join('\t')).join('\n')
}

/** Cells of a text from the clipboard. A line end at the very end makes no further row. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let index = 0
  while (index <= text.length) {
    const cell = text[index] === '"' ? readQuoted(text, index) : readPlain(text, index)
    rows.at(-1)?.push(cell.value)
    index = cell.end
    if (text[index] === '\t') index += 1
    else {
      index += text.startsWith('\r\n', index) ? 2 : 1
      if (index >= text.length) break
      rows.push([])
    }
  }
  return rows
}

function quote(cell: string): string {
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function readPlain(text: string, start: number): { value: string; end: number } {
  let end = start
  while (end < text.length && !isSeparator(text[end])) end += 1
  return { value: text.slice(start, end), end }
}

function readQuoted(text: string, start: number): { value: string; end: number } {
  let end = start + 1
  while (end < text.length) {
    if (text[end] !== '"') end += 1
    else if (text[end + 1] === '"') end += 2
    else break
  }
  const after = end + 1
  // A quote that does not span the whole cell is an ordinary character: 24" monitor, "a" and b.
  if (end >= text.length || (after < text.length && !isSeparator(text[after]))) return readPlain(text, start)
  return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: after }
}

function isSeparator(character: string | undefined): boolean {
  return character === '\t' || character === '\n' || character === '\r'
}
