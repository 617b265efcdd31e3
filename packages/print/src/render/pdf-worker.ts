import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js'
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

function definitionOf({ title, size, landscape, margin, header, footer, pageNumbers, content }: PageDescription) {
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
    definition.footer = (current, count) => ({
      columns: [
        { text: footer ?? '', ...small },
        {
          text: (pageNumbers ?? '').replace('{page}', String(current)).replace('{pages}', String(count)),
          alignment: 'right',
          ...small,
        },
      ],
      margin: [margin, 4, margin, 0],
    })
  return definition
}
