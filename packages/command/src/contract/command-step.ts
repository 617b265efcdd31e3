/** What is left to be done in the browser of whoever ran a command: for the runtime half of that type of action. */
export interface CommandStep {
  /** Type of the action. */
  action: string
  [detail: string]: unknown
}
