import { fillText } from '@mortise/core'
import type { DocumentId } from '../documents/document-names.ts'
import { type IssueCode, issueDefinitions } from './issue-definitions.ts'
import type { IssueDefinition } from './issues/issue-definition.ts'
import type { ValidationIssue } from './validation-issue.ts'

export type IssueParams = Record<string, unknown>

export interface IssuePlace {
  document: DocumentId | null
  pointer: string
  file?: string | null
}

/** A finding of validation with its messages filled in. */
export function makeIssue(code: IssueCode, place: IssuePlace, params: IssueParams = {}): ValidationIssue {
  return issueFrom({ code, ...issueDefinitions[code] }, place, params)
}

/** A finding of any definition; a param that is a text in both languages is put in in the right one. */
export function issueFrom(
  definition: IssueDefinition & { code: string },
  place: IssuePlace,
  params: IssueParams = {},
): ValidationIssue {
  return {
    code: definition.code,
    params,
    severity: definition.severity,
    document: place.document,
    file: place.file ?? null,
    pointer: place.pointer,
    message: fillText(definition, params),
    fix: fillText(definition.fix, params),
  }
}
