import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { Content, CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { PageDescription } from './page-description.ts'

/** The part of the library that is used; its own types are those of the browser. */
interface PdfMake {
  setUrlAccessPolicy(allowed: (url: string) => boolean): void
  setLocalAccessPolicy(allowed: (path: string) => boolean): void
  addFonts(fonts: { [name: string]: { [style: string]: string } }): void
  addTableLayouts(layouts: { [name: string]: CustomTableLayout }): void
  createPdf(definition: TDocumentDefinitions): { getBuffer(): Promise<Uint8Array> }
}

const require = createRequire(import.meta.url)
const pdfmake = require('pdfmake') as PdfMake
const fontFile = (weight: string) =>
  require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`)
const regular = fontFile('400Regular')
const bold = fontFile('700Bold')

// Documents hold their pictures themselves: nothing is fetched, and of the disk only the fonts are read.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold)
pdfmake.addFonts({ NotoSansSC: { normal: regular, bold, italics: regular, bolditalics: bold } })
pdfmake.addTableLayouts({
  thinLines: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => '#bbbbbb', vLineColor: () => '#bbbbbb' },
})

parentPort?.on('message', async ({ id, page }: { id: number; page: PageDescription }) => {
  try {
    const bytes = new Uint8Array(await pdfmake.createPdf(definitionOf(page)).getBuffer())
    parentPort?.postMessage({ id, bytes }, [bytes.buffer as ArrayBuffer])
  } catch (error) {
    parentPort?.postMessage({ id, problem: error instanceof Error ? error.message : String(error) })
  }
})

const small = { fontSize: 8, color: '#666666' }

/** What ends a record; the library notes on it where it came to stand. */
interface RecordEnd {
  text: ''
  pageBreak: 'after'
  positions?: { pageNumber: number }[]
}

/** The content of the document, and what ends each record but the last. */
function contentOf(records: PageDescription['records']): { content: Content[]; ends: RecordEnd[] } {
  const ends = records.slice(1).map((): RecordEnd => ({ text: '', pageBreak: 'after' }))
  return { content: records.flatMap((one, at) => [...one, ...ends.slice(at, at + 1)]), ends }
}

/** Which page of its record a page is, and of how many. */
function placeInRecord(page: number, pages: number, ends: readonly RecordEnd[]): { page: number; pages: number } {
  const lastPages = [...ends.map(({ positions }) => positions?.[0]?.pageNumber ?? pages), pages]
  const last = lastPages.find((one) => one >= page) ?? pages
  const before = lastPages.findLast((one) => one < page) ?? 0
  return { page: page - before, pages: last - before }
}

function definitionOf({ title, size, landscape, margin, header, footer, pageNumbers, records }: PageDescription) {
  const { content, ends } = contentOf(records)
  const top = margin + (header ? 14 : 0)
  const bottom = margin + (footer || pageNumbers ? 14 : 0)
  const definition: TDocumentDefinitions = {
    info: { title, producer: 'Mortise', creator: 'Mortise' },
    pageSize: size,
    pageOrientation: landscape ? 'landscape' : 'portrait',
    pageMargins: [margin, top, margin, bottom],
    defaultStyle: { font: 'NotoSansSC', fontSize: 10, lineHeight: 1.25 },
    content,
  }
  if (header) definition.header = () => ({ text: header, ...small, margin: [margin, margin * 0.6, margin, 0] })
  if (footer || pageNumbers)
    definition.footer = (current, count) => {
      const { page, pages } = placeInRecord(current, count, ends)
      const number = (pageNumbers ?? '').replace('{page}', String(page)).replace('{pages}', String(pages))
      return {
        columns: [
          { text: footer ?? '', ...small },
          { text: number, alignment: 'right', ...small },
        ],
        margin: [margin, 4, margin, 0],
      }
    }
  return definition
}
