import { isLocalizedText, type Language } from './localized-text.ts'

/** What one error code means: its HTTP status and its message in both languages, with `{name}` for details. */
export interface ErrorDefinition {
  status: number
  en: string
  zh: string
}

export type ErrorDefinitions = Record<string, ErrorDefinition>

/** Values for the placeholders of a message. `path` is a JSON pointer or a field key that the error is about. */
export type ErrorDetails = Record<string, unknown> & { path?: string }

/** Every error that a user may see: a code for programs, details for the message, a status for HTTP. */
export class AppError extends Error {
  readonly code: string
  readonly status: number
  readonly params: Record<string, unknown>
  readonly path: string | undefined
  readonly definition: ErrorDefinition

  constructor(code: string, definition: ErrorDefinition, { path, ...params }: ErrorDetails) {
    super(fill(definition.en, params, 'en'))
    this.name = 'AppError'
    this.code = code
    this.status = definition.status
    this.params = params
    this.path = path
    this.definition = definition
  }

  /** The message in the user's language. */
  messageIn(language: string): string {
    const known = language === 'zh' ? 'zh' : 'en'
    return fill(this.definition[known], this.params, known)
  }
}

const catalogue = new Map<string, ErrorDefinition>()

/** Declares the error codes of a package; each becomes a function that makes the error. Codes are unique in the product. */
export function defineErrors<Definitions extends ErrorDefinitions>(
  definitions: Definitions,
): { [Code in keyof Definitions]: (details?: ErrorDetails) => AppError } {
  const makers: Record<string, (details?: ErrorDetails) => AppError> = {}
  for (const [code, definition] of Object.entries(definitions)) {
    if (catalogue.has(code)) throw new Error(`error code ${code} is defined twice`)
    catalogue.set(code, definition)
    makers[code] = (details = {}) => new AppError(code, definition, details)
  }
  return makers as { [Code in keyof Definitions]: (details?: ErrorDetails) => AppError }
}

/** Every code defined so far, for docs/errors.md and its test. */
export function errorCatalogue(): ReadonlyMap<string, ErrorDefinition> {
  return catalogue
}

function fill(template: string, params: Record<string, unknown>, language: Language): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? show(params[name], language) : whole,
  )
}

/** A detail that is itself a text goes in in the language of the message. */
function show(value: unknown, language: Language): string {
  if (isLocalizedText(value)) return value[language]
  return Array.isArray(value) ? value.join(', ') : String(value)
}
