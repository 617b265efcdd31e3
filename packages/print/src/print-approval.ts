import { type LocalizedText, localize } from '@mortise/core'
import { drawApproval, type PrintedApproval } from './content/draw-approval.ts'
import { points } from './content/page-content.ts'
import { pageLabel } from './render/page-label.ts'
import type { PdfRenderer } from './render/pdf-renderer.ts'

interface ApprovalSheet {
  title: string
  approval: PrintedApproval
  language: 'zh' | 'en'
  timeZone: string
  /** Why there is no record on it. */
  note: LocalizedText | null
}

const margin = points(18)
const width = 595.28 - 2 * margin

/** The PDF of an approval without its record: there is none, or it is not for the reader. */
export async function printApproval(
  renderer: PdfRenderer,
  { title, approval, language, timeZone, note }: ApprovalSheet,
): Promise<{ bytes: Uint8Array; title: string }> {
  const content = [
    { text: title, fontSize: 18, bold: true, margin: [0, 2, 0, 6] as [number, number, number, number] },
    ...(note ? [{ text: localize(note, language), color: '#666666' }] : []),
    ...drawApproval(approval, { words: { language, timeZone }, width }),
  ]
  const page = { title, size: 'A4', landscape: false, margin, header: null, footer: null } as const
  return { bytes: await renderer.render({ ...page, pageNumbers: pageLabel[language], records: [content] }), title }
}
