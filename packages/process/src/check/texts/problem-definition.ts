import type { ProblemSeverity } from '../process-problem.ts'

/**
 * What one finding says, in both languages, and the way out. `{node}` is the name of the first node, `{nodes}` those of
 * all, `{others}` those of all but the first; the same with `{line}`, `{lines}`; other names are params.
 */
export interface ProblemDefinition {
  severity: ProblemSeverity
  zh: string
  en: string
  fix: { zh: string; en: string }
}

type Pair = readonly [zh: string, en: string]

const define =
  (severity: ProblemSeverity) =>
  ([zh, en]: Pair, [fixZh, fixEn]: Pair): ProblemDefinition => ({ severity, zh, en, fix: { zh: fixZh, en: fixEn } })

export const error = define('error')
export const warning = define('warning')
export const unproven = define('unproven')
