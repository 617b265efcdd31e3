import type { Registry } from '@mortise/core'
import type { BlockType } from '../contract/block-type.ts'
import type { CommandActionType } from '../contract/command-action-type.ts'
import type { FieldType } from '../contract/field-type.ts'
import type { ProcessKnowledge } from '../contract/process-node-type.ts'
import type { ViewType } from '../contract/view-type.ts'
import { type DocumentId, type DocumentKind, documentId } from '../documents/document-names.ts'
import type { AppDocumentAny, DocumentByKind } from '../documents/documents.ts'
import { buildModel } from '../model/build-model.ts'
import { type AppIndex, createAppIndex, type Report } from './app-index.ts'
import { checkAppDocument, checkOptionSetDocument, checkTranslationDocument } from './check-app-document.ts'
import { checkCommandDocument } from './check-command-document.ts'
import { checkComputedCircles } from './check-computed.ts'
import { checkEntityDocument } from './check-entity-document.ts'
import { checkFieldDocuments } from './check-field-document.ts'
import { checkFormDocument } from './check-form-document.ts'
import { checkMenuDocument } from './check-menu-document.ts'
import { checkPageDocument } from './check-page-document.ts'
import { checkPrintDocument } from './check-print-document.ts'
import { checkProcessDocument } from './check-process-document.ts'
import { checkPublicFormDocument } from './check-public-form-document.ts'
import { checkRoleDocument } from './check-role-document.ts'
import type { Fitting } from './check-shape.ts'
import { checkViewDocument } from './check-view-document.ts'
import { makeIssue } from './make-issue.ts'
import { documentIdOf, type ReportAt, readDocuments } from './read-documents.ts'
import type { ValidationIssue } from './validation-issue.ts'

export interface ValidateOptions {
  fieldTypes: Registry<FieldType>
  /** Without them, views are taken as they are: only their filter and sort have a shape. */
  viewTypes?: Registry<ViewType> | undefined
  /** Without them, what the actions of commands do is taken as it is. */
  commandActions?: Registry<CommandActionType> | undefined
  /** Without them, blocks of pages are taken as they are. */
  blockTypes?: Registry<BlockType> | undefined
  /** Without it, nodes of processes are taken as they are. */
  processes?: ProcessKnowledge | undefined
  /** Where each document came from, for the `file` of the findings. */
  files?: ReadonlyMap<DocumentId, string>
  /** For who asks often and never changes a document in place: what fits is looked at once. Most of the time goes there. */
  fitting?: Fitting | undefined
}

/**
 * Everything that is wrong with the documents of an app, in the order of the documents. Takes any JSON and never
 * throws; an app without errors compiles.
 */
export function validateApp(values: readonly unknown[], options: ValidateOptions): ValidationIssue[] {
  const { fieldTypes, viewTypes, blockTypes, commandActions, processes, files, fitting } = options
  const issues: ValidationIssue[] = []
  const report: ReportAt = (document, code, pointer, params) => {
    const file = document === null ? null : (files?.get(document) ?? null)
    issues.push(makeIssue(code, { document, pointer, file }, params))
  }
  const { documents, broken } = readDocuments(values, report, fitting)
  checkAppCount(documents, broken, report)
  const sound = documents.map((document) =>
    document.kind === 'entity' && !document.archived
      ? { ...document, fields: checkFieldDocuments(document, options, reportOn(document, report)) }
      : document,
  )
  const model = buildModel(sound, { fieldTypes, revision: 0, report: () => {} })
  const index = createAppIndex({
    fieldTypes,
    viewTypes,
    blockTypes,
    commandActions,
    processes,
    documents,
    model,
    broken,
    fitting,
  })
  for (const document of documents) checkDocument(document, index, reportOn(document, report))
  checkComputedCircles(
    index,
    ({ entity }) =>
      (code, pointer, params) =>
        report(`entity/${entity}`, code, pointer, params),
  )
  return inOrder(issues, values)
}

/** Whether an app with these findings may be published. */
export function isPublishable(issues: readonly ValidationIssue[]): boolean {
  return issues.every(({ severity }) => severity !== 'error')
}

type DocumentChecks = {
  [Kind in DocumentKind]: (document: DocumentByKind[Kind], index: AppIndex, report: Report) => void
}

const documentChecks: DocumentChecks = {
  app: checkAppDocument,
  command: checkCommandDocument,
  entity: checkEntityDocument,
  form: checkFormDocument,
  menu: checkMenuDocument,
  option_set: checkOptionSetDocument,
  page: checkPageDocument,
  process: checkProcessDocument,
  public_form: checkPublicFormDocument,
  print: checkPrintDocument,
  role: checkRoleDocument,
  translation: checkTranslationDocument,
  view: checkViewDocument,
}

function checkDocument(document: AppDocumentAny, index: AppIndex, report: Report): void {
  documentChecks[document.kind](document as never, index, report)
}

function reportOn(document: AppDocumentAny, report: ReportAt): Report {
  return (code, pointer, params) => report(documentId(document), code, pointer, params)
}

function checkAppCount(documents: readonly AppDocumentAny[], broken: ReadonlySet<string>, report: ReportAt): void {
  const apps = documents.filter(({ kind }) => kind === 'app')
  const anyBroken = [...broken].some((id) => id.startsWith('app/'))
  if (apps.length === 0 && !anyBroken) report(null, 'APP_DOCUMENT_MISSING', '')
  for (const app of apps.slice(1)) report(documentId(app), 'APP_DOCUMENT_TWICE', '')
}

/** More findings than this nobody reads; a hostile document could cause millions. */
const maxIssues = 1000

function inOrder(issues: readonly ValidationIssue[], values: readonly unknown[]): ValidationIssue[] {
  const positions = new Map<DocumentId | null, number>()
  values.forEach((value, position) => {
    const id = documentIdOf(value)
    if (!positions.has(id)) positions.set(id, position)
  })
  const place = ({ document }: ValidationIssue) => (document === null ? -1 : (positions.get(document) ?? -1))
  const sorted = issues.toSorted((a, b) => place(a) - place(b))
  if (sorted.length <= maxIssues) return sorted
  const more = makeIssue('TOO_MANY_ISSUES', { document: null, pointer: '' }, { count: sorted.length - maxIssues })
  return [...sorted.slice(0, maxIssues), more]
}
