/** What one finding says, in both languages, with `{name}` for its params. `{suggestion}` is written by `suggestionFor`. */
export interface IssueDefinition {
  severity: 'error' | 'warning'
  zh: string
  en: string
  fix: { zh: string; en: string }
}

type Pair = readonly [zh: string, en: string]

/** A finding that has to be mended before the app can be published. */
export function error([zh, en]: Pair, [fixZh, fixEn]: Pair): IssueDefinition {
  return { severity: 'error', zh, en, fix: { zh: fixZh, en: fixEn } }
}

/** A finding that does not stand in the way of publishing. */
export function warning([zh, en]: Pair, [fixZh, fixEn]: Pair): IssueDefinition {
  return { severity: 'warning', zh, en, fix: { zh: fixZh, en: fixEn } }
}
