import type { ValidationIssue } from '@mortise/api'
import type { LocalizedText } from '@mortise/core'
import { inBoth } from '../../in-both.ts'
import type { NodeOptionSchema } from './options/option-schema.ts'
import { panelTexts } from './panel-texts.ts'

const noFix: LocalizedText = { zh: '', en: '' }

/** Findings about a process; what is missing of the options at `base` is told at the option, by its name on the screen. */
export function issuesOfNode(
  issues: readonly ValidationIssue[],
  base: string,
  { properties = {} }: NodeOptionSchema,
): readonly ValidationIssue[] {
  return issues.map((issue) => {
    if (issue.code !== 'SHAPE_MISSING_KEY' || issue.pointer !== base) return issue
    const name = /"([^"]+)"/.exec(issue.message.en)?.[1] ?? ''
    const label = properties[name]?.label
    if (!label) return issue
    const message = inBoth(panelTexts, 'missing', (language) => ({ name: label[language] }))
    return { ...issue, pointer: `${base}/${name}`, message, fix: noFix }
  })
}
