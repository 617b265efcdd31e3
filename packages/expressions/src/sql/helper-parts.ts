/** What a database has, of which helper functions depend. */
export interface HelperCapabilities {
  /** The first of `caseCollations` that the database has. */
  caseCollation: string
}

/** A helper function as it is written down, whatever schema it goes to. */
export interface HelperParts {
  name: string
  /** `x numeric, places numeric`. */
  takes: string
  gives: string
  /** The value; `@name(` calls another helper. */
  value: string | ((capabilities: HelperCapabilities) => string)
}
