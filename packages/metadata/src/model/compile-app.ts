import type { Registry } from '@mortise/core'
import type { FieldType } from '../contract/field-type.ts'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { AppModel } from './app-model.ts'
import { buildModel } from './build-model.ts'
import { throwProblem } from './model-problem.ts'

export interface CompileOptions {
  fieldTypes: Registry<FieldType>
  /** Number of the revision the documents belong to; 0 for a draft. */
  revision: number
  /** The model before: tables that did not change are taken over from it as they are. */
  previous?: AppModel
  /**
   * The documents are only what one user may see: relations may lead to tables that are not among them, and look-ups
   * and views into such tables are left out instead of refused.
   */
  partial?: boolean
}

/**
 * Compiles the documents of an app into the model that everything runs on. Pure. The documents must have passed
 * `validateApp`; a name that leads nowhere throws MODEL_UNRESOLVED.
 */
export function compileApp(documents: readonly AppDocumentAny[], options: CompileOptions): AppModel {
  return buildModel(documents, { ...options, report: options.partial ? () => {} : throwProblem })
}
