/** What a form in use asks: what expressions of its rules give for the values that it holds. */
export interface FormQuestionInput {
  /** The record; absent for a new one. */
  id?: string
  values: { [field: string]: unknown }
  /** Ids of the expressions. */
  parts: string[]
}

/** By id: the value; for rules over lines the value for each line; for choices the filter to use. */
export interface FormAnswer {
  parts: { [part: string]: unknown }
}
