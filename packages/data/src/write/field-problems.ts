import { AppError, type ErrorDefinition, errorCatalogue, type LocalizedText, localize } from '@mortise/core'
import type { ValueProblem } from '@mortise/metadata'
import type { Access } from '../contract/access.ts'
import type { FieldProblem } from '../contract/write.ts'
import { valueErrors, writeErrors } from './write-errors.ts'

/** A problem before it has words: they depend on who reads it. */
export interface FoundProblem extends ValueProblem {
  path: string
  /** Words of the app's author, in place of those of the code. */
  text?: LocalizedText
}

type ValueErrorCode = keyof typeof valueErrors

/** A problem of the write path itself, at a field. */
export function problemAt(path: string, code: ValueErrorCode, params?: { [name: string]: unknown }): FoundProblem {
  return params ? { path, code, params } : { path, code }
}

/** The problem of a field that does not exist or may not be seen; nothing in it tells which. */
export function unknownField(path: string, field: string): FoundProblem {
  return { path, code: 'FIELD_UNKNOWN', params: { field: field.slice(0, 100) } }
}

/** The problems in words of the acting user's language. */
export function describeProblems(problems: readonly FoundProblem[], access: Access): FieldProblem[] {
  const language = 'user' in access ? access.user.language : 'en'
  return problems.map(({ path, code, params = {}, text }) => ({
    path,
    code,
    params,
    message: text ? localize(text, language) : new AppError(code, definitionOf(code), params).messageIn(language),
  }))
}

/** The one error for everything that is wrong with the values of a record. */
export function recordInvalid(problems: readonly FoundProblem[], access: Access): AppError {
  return writeErrors.RECORD_INVALID({ count: problems.length, problems: describeProblems(problems, access) })
}

function definitionOf(code: string): ErrorDefinition {
  return errorCatalogue().get(code) ?? valueErrors.VALUE_INVALID().definition
}
