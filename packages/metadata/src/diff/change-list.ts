import { fillText, type LocalizedText, type Registry, type TextParams } from '@mortise/core'
import type { ExpressionJson } from '@mortise/expressions'
import type { FieldType } from '../contract/field-type.ts'
import type { DocumentId, DocumentKind } from '../documents/document-names.ts'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { FieldModel } from '../model/app-model.ts'
import type { AppChange, ChangeImpact } from './app-change.ts'

/** Two states of an app and the changes found so far. */
export interface AppComparison {
  fieldTypes: Registry<FieldType>
  changes: AppChange[]
  /** The label of a document, now or formerly; its key when there is none. */
  labelOf(kind: DocumentKind, key: string): LocalizedText
  /** Computed fields of the former state that read a field. */
  dependents(entity: string, field: string): FieldModel[]
  /** A condition over a table as a formula, with labels of that state. */
  formulaText(state: 'before' | 'after', entity: string, expr: ExpressionJson): LocalizedText
  /** The table of a form, now or formerly. */
  tableOfForm(form: string): string
  /** The label of a field, now or formerly, its key when there is none. */
  fieldLabel(entity: string, field: string): LocalizedText
}

export interface ChangeDetails {
  change?: AppChange['change']
  params?: TextParams
  impact?: { kind: ChangeImpact['kind']; text: { zh: string; en: string }; widened?: boolean }
  subject?: AppChange['subject']
}

/** Adds a change whose sentence has its `{name}`s filled from the params. */
export type AddChange = (pointer: string, sentence: { zh: string; en: string }, details?: ChangeDetails) => void

/** Adds changes of one document. */
export function changesOf(document: DocumentId, comparison: AppComparison): AddChange {
  return (pointer, sentence, { change = 'changed', params = {}, impact, subject = null } = {}) => {
    comparison.changes.push({
      document,
      change,
      pointer,
      text: fillText(sentence, params),
      impact: impact
        ? { kind: impact.kind, widened: impact.widened ?? false, text: fillText(impact.text, params) }
        : null,
      subject,
    })
  }
}

/** A document of both states. */
export interface DocumentPair<Document extends AppDocumentAny> {
  before: Document
  after: Document
}
