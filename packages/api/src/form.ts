import type { FormDocument } from '@mortise/metadata'

/** What a form in use asks: what expressions of its rules give for the values that it holds. */
export interface FormQuestionInput {
  /** The record; absent for a new one. */
  id?: string
  values: { [field: string]: unknown }
  /** Ids of the expressions. */
  parts: string[]
}

/** What a form that is tried in the designer asks; answered over what the designer may read. */
export interface FormTrialInput extends FormQuestionInput {
  form: FormDocument
}

/** What somebody has filled in of a record and not saved: what differs, and what the record had in the same fields. */
export interface FormDraftInput {
  /** Version of the record that the changes were made on; 0 for a new one. */
  version: number
  changes: { [field: string]: unknown }
  base: { [field: string]: unknown }
}

export interface FormDraft extends FormDraftInput {
  /** When it was kept last. */
  at: string
}

/** Where a draft belongs: the id of its record, or for a new one what it was begun with. */
export interface FormDraftSummary {
  entity: string
  record: string
  at: string
}

/** By id: the value; for rules over lines the value for each line; for choices the filter to use. */
export interface FormAnswer {
  parts: { [part: string]: unknown }
}
