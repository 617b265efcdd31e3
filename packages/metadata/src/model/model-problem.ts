import type { DocumentId } from '../documents/document-names.ts'
import { metadataErrors } from '../errors.ts'

/** A name that leads nowhere, found while a model is built. */
export interface ModelProblem {
  document: DocumentId
  pointer: string
  /** What was looked for: table, field, option set, field type, path. */
  what: string
  name: string
}

/** What building does about a problem: compiling throws, validation goes on without the part (it reports by itself). */
export type ReportProblem = (problem: ModelProblem) => void

export const throwProblem: ReportProblem = (problem) => {
  throw metadataErrors.MODEL_UNRESOLVED({ ...problem })
}
