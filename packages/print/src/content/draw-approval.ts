import { type LocalizedText, localize } from '@mortise/core'
import { type ApprovalColumn, approvalColumns } from '@mortise/metadata'
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { momentIn, type PrintWords } from './printed-value.ts'

/** A process that a record went through, for paper. */
export interface PrintedApproval {
  label: LocalizedText
  status: LocalizedText
  initiator: string | null
  startedAt: string
  endedAt: string | null
  steps: readonly PrintedStep[]
}

/** What one person did in an approval. */
export interface PrintedStep {
  step: LocalizedText
  /** Who, and in whose place. */
  person: LocalizedText
  decision: LocalizedText
  /** The reason given, and what was said with it. */
  comment: LocalizedText
  /** Null while it is waited for. */
  at: string | null
  /** The picture that it was signed with, as a data URL. */
  signature: string | null
}

interface Place {
  words: Pick<PrintWords, 'language' | 'timeZone'>
  /** Points between the margins. */
  width: number
  columns?: readonly ApprovalColumn[] | undefined
}

const grey = '#666666'

const heads: { readonly [Column in ApprovalColumn]: { zh: string; en: string } } = {
  step: { zh: '环节', en: 'Step' },
  person: { zh: '处理人', en: 'Person' },
  decision: { zh: '结果', en: 'Decision' },
  comment: { zh: '意见', en: 'Comment' },
  time: { zh: '时间', en: 'Time' },
  signature: { zh: '签名', en: 'Signature' },
}

/** Shares of the width. */
const shares: { readonly [Column in ApprovalColumn]: number } = {
  ...{ step: 16, person: 16, decision: 17 },
  ...{ comment: 26, time: 22, signature: 16 },
}

/** A process with what everybody did in it, as a table; the column of signatures only where somebody signed. */
export function drawApproval(approval: PrintedApproval, { words, width, columns = approvalColumns }: Place): Content[] {
  const { language } = words
  const signed = approval.steps.some(({ signature }) => signature !== null)
  const shown = columns.filter((column) => column !== 'signature' || signed)
  const widths = widthsOf(shown, width)
  const head = shown.map(
    (column): TableCell => ({ text: localize(heads[column], language), bold: true, fillColor: '#f2f3f5' }),
  )
  const body = approval.steps.map((step) => shown.map((column, at) => cells[column](step, words, widths[at] ?? 0)))
  return [
    { text: headline(approval, words), margin: [0, 6, 0, 2] },
    {
      table: { headerRows: 1, dontBreakRows: true, widths, body: [head, ...body] },
      layout: 'thinLines',
      fontSize: 9,
      margin: [0, 2, 0, 8],
    },
  ]
}

function headline({ label, status, initiator, startedAt, endedAt }: PrintedApproval, words: Place['words']) {
  const { language } = words
  const when = [startedAt, ...(endedAt === null ? [] : [endedAt])].map((at) => momentIn(at, 'auto', words)).join(' – ')
  const facts = [localize(status, language), initiator, when].filter((fact) => fact !== null)
  return [
    { text: localize(label, language), bold: true, fontSize: 11 },
    { text: `   ${facts.join(' · ')}`, color: grey, fontSize: 9 },
  ]
}

type Cell = (step: PrintedStep, words: Place['words'], width: number) => TableCell

const cells: { readonly [Column in ApprovalColumn]: Cell } = {
  step: ({ step }, { language }) => localize(step, language),
  person: ({ person }, { language }) => localize(person, language),
  decision: ({ decision }, { language }) => localize(decision, language),
  comment: ({ comment }, { language }) => localize(comment, language),
  time: ({ at }, words) => (at === null ? '' : momentIn(at, 'auto', words)),
  signature: ({ signature }, _words, width) =>
    signature === null ? '' : { image: signature, fit: [Math.max(width, 10), 30] },
}

/** What a table takes beside its columns: room and lines around each cell. */
const cellRoom = 8.5

function widthsOf(columns: readonly ApprovalColumn[], width: number): number[] {
  const room = width - columns.length * cellRoom
  const sum = columns.reduce((total, column) => total + shares[column], 0)
  return columns.map((column) => (room * shares[column]) / sum)
}
