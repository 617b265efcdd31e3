import type { FormDocument } from '@mortise/metadata'
import { useLocalize } from '@mortise/ui'
import { useIssues } from '../../draft/design-context.ts'
import { memberAt } from '../../frame/issues-panel.tsx'
import { type FormNode, fieldOfNode } from '../tree/form-node.ts'
import classes from './form-properties.module.css'

/** What is wrong with a node, where it is mended. */
export function NodeIssues({ node, form }: { node: FormNode; form: FormDocument }) {
  const localize = useLocalize()
  const issues = useIssues(`form/${form.key}`)
  const name = fieldOfNode(node.id) ?? node.id
  const own = issues.filter(({ pointer }) => pointer.startsWith('/items') && memberAt(form, pointer) === name)
  return own.map((issue) => (
    <p key={`${issue.code} ${issue.pointer}`} className={classes.issue} data-severity={issue.severity}>
      {localize(issue.message)}
      <span className={classes.fix}>{localize(issue.fix)}</span>
    </p>
  ))
}
