import { inflateSync } from 'node:zlib'

/** What a test wants to know of a PDF. */
export interface PdfText {
  /** The text of each page, a line for each piece that was set at once. */
  pages: string[]
  /** Names of the fonts whose glyphs are in the file. */
  embeddedFonts: string[]
}

/**
 * Reads the text of a PDF as our renderer writes them: through the ToUnicode tables of its fonts, as viewers do for
 * searching and copying. For tests; not a reader of PDFs.
 */
export function readPdfText(bytes: Uint8Array): PdfText {
  const objects = readObjects(Buffer.from(bytes))
  const fonts = fontTables(objects)
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
  const embedded = [...objects.values()].flatMap(({ head }) =>
    /\/FontFile[23]? \d+ 0 R/.test(head) ? (/\/FontName \/(\S+)/.exec(head)?.[1] ?? []) : [],
  )
  return {
    pages: pages.map(({ head }) => {
      const content = objects.get(Number(/\/Contents (\d+) 0 R/.exec(head)?.[1]))
      return content ? textOf(content.stream, fonts) : ''
    }),
    embeddedFonts: [...new Set(embedded)],
  }
}

interface PdfObject {
  head: string
  stream: string
}

function readObjects(file: Buffer): Map<number, PdfObject> {
  const text = file.toString('latin1')
  const objects = new Map<number, PdfObject>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)(?=\nendobj)/g)) {
    const body = match[2] ?? ''
    const at = body.indexOf('stream\n')
    const head = at < 0 ? body : body.slice(0, at)
    const raw = at < 0 ? '' : body.slice(at + 7).replace(/\r?\nendstream$/, '')
    objects.set(Number(match[1]), { head, stream: head.includes('/FlateDecode') ? inflated(raw) : raw })
  }
  return objects
}

function inflated(raw: string): string {
  try {
    return inflateSync(Buffer.from(raw, 'latin1')).toString('latin1')
  } catch {
    return ''
  }
}

/** By the name that pages call a font: which text each glyph stands for. */
function fontTables(objects: ReadonlyMap<number, PdfObject>): Map<string, Map<string, string>> {
  const tables = new Map<string, Map<string, string>>()
  for (const { head } of objects.values()) {
    for (const [, name = '', id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))?.head ?? '')?.[1]
      if (unicode) tables.set(name, glyphsOf(objects.get(Number(unicode))?.stream ?? ''))
    }
  }
  return tables
}

const utf16 = (hex: string): string =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)))

function glyphsOf(table: string): Map<string, string> {
  const glyphs = new Map<string, string>()
  for (const [, from = '', , list = ''] of table.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
    const start = Number.parseInt(from, 16)
    const texts = list.match(/<[^>]*>/g) ?? []
    texts.forEach((text, index) => {
      glyphs.set((start + index).toString(16).padStart(4, '0'), utf16(text.replace(/[<>\s]/g, '')))
    })
  }
  return glyphs
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> | undefined
  const pieces: string[] = []
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name)
    const hex = (shown?.match(/<\w+>/g) ?? []).map((part) => part.slice(1, -1).toLowerCase()).join('')
    if (hex) pieces.push((hex.match(/.{4}/g) ?? []).map((glyph) => font?.get(glyph) ?? '?').join(''))
  }
  return pieces.join('\n')
}
