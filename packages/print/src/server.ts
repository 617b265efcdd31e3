export { maxPrintRecords, type PrintCall, type PrintServices, printRecords } from './print-records.ts'
export { createPdfRenderer, type PdfRenderer } from './render/pdf-renderer.ts'
