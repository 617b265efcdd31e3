import type { Content } from 'pdfmake/interfaces.js'

/** A printed document as plain data: what the worker turns into a PDF. Nothing in it is a program or an address. */
export interface PageDescription {
  title: string
  size: 'A3' | 'A4' | 'A5' | 'LETTER'
  landscape: boolean
  /** Points. */
  margin: number
  header: string | null
  footer: string | null
  /** `{page}` and `{pages}` of the record are filled in; null: no numbers. */
  pageNumbers: string | null
  /** The content of each record, which begins on a page of its own. */
  records: Content[][]
}
