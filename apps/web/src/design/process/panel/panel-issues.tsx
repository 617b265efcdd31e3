import type { ValidationIssue } from '@mortise/api'
import { useLocalize } from '@mortise/ui'
import classes from './panel.module.css'
import { usePanelPlace } from './panel-context.ts'

/** What is wrong with an option, where it is mended. */
export function OptionIssues({ pointer }: { pointer: string }) {
  const { issues, base } = usePanelPlace()
  const own = `${base}${pointer}`
  return <IssueList issues={issues.filter((one) => one.pointer === own || one.pointer.startsWith(`${own}/`))} />
}

export function IssueList({ issues }: { issues: readonly ValidationIssue[] }) {
  const localize = useLocalize()
  return issues.map((issue) => (
    <p
      key={`${issue.code} ${issue.pointer} ${issue.message.en}`}
      className={classes.issue}
      data-severity={issue.severity}
    >
      {localize(issue.message)}
      {issue.fix.en ? <span className={classes.fix}>{localize(issue.fix)}</span> : null}
    </p>
  ))
}
