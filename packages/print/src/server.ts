export type { PrintedApproval, PrintedStep } from './content/draw-approval.ts'
export { printApproval } from './print-approval.ts'
export { type ApprovalsOf, maxPrintRecords, type PrintCall, type PrintServices, printRecords } from './print-records.ts'
export { createPdfRenderer, type PdfRenderer } from './render/pdf-renderer.ts'
