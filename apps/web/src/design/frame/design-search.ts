/** What of the address is beside the path: the draft, and what is selected in the document. */
export interface DesignSearch {
  draft?: string
  /** A field, item or option inside the document, as its designer says. */
  at?: string
}

export function validateDesignSearch(search: Record<string, unknown>): DesignSearch {
  return {
    // What looks like a number in the address comes as one; a draft that is not there has to be said, not passed over.
    ...(search.draft !== undefined && search.draft !== '' && { draft: String(search.draft) }),
    ...(typeof search.at === 'string' && search.at && { at: search.at }),
  }
}
