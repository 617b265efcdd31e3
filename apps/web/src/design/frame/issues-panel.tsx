import type { ValidationIssue } from '@mortise/api'
import { isLocalizedText, type LocalizedText } from '@mortise/core'
import type { AppDocumentAny } from '@mortise/metadata'
import { EmptyState, SidePanel, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import { useDesign, useDraft } from '../draft/design-context.ts'
import { useDesignAddress } from './design-address.ts'
import { designTexts } from './design-texts.ts'
import classes from './issues-panel.module.css'

/** Everything that is wrong with the draft; a click leads to it. */
export function IssuesPanel({ onClose }: { onClose(): void }) {
  const t = useText(designTexts)
  const issues = useDraft((snapshot) => snapshot.issues)
  const errors = issues.filter(({ severity }) => severity === 'error')
  const warnings = issues.filter(({ severity }) => severity === 'warning')
  return (
    <SidePanel title={t('issues')} onClose={onClose} width={380}>
      {issues.length === 0 ? (
        <EmptyState compact icon="circle-check" title={t('noIssues')} text={t('noIssuesText')} />
      ) : null}
      <Issues title={t('errors')} issues={errors} />
      <Issues title={t('warnings')} issues={warnings} />
    </SidePanel>
  )
}

function Issues({ title, issues }: { title: string; issues: readonly ValidationIssue[] }) {
  if (issues.length === 0) return null
  return (
    <section className={classes.group}>
      <h3 className={classes.title}>
        {title} <span className={classes.count}>{issues.length}</span>
      </h3>
      <ul className={classes.list}>
        {issues.map((issue) => (
          <li key={`${issue.document} ${issue.pointer} ${issue.code} ${issue.message.en}`}>
            <Issue issue={issue} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Issue({ issue }: { issue: ValidationIssue }) {
  const t = useText(designTexts)
  const localize = useLocalize()
  const { open } = useDesignAddress()
  const { store } = useDesign()
  const label = useDraft(({ documents }) => (issue.document ? documents.get(issue.document)?.label : undefined))
  const member = useDraft(({ documents }) => memberLabel(documents.get(issue.document ?? 'app/_'), issue.pointer))
  const where = label ? [label, ...(member ? [member] : [])].map(localize).join(' › ') : t('wholeApp')
  const Icon = issue.severity === 'error' ? IconAlertCircle : IconAlertTriangle
  const go = () =>
    open(issue.document, memberAt(store.snapshot().documents.get(issue.document ?? 'app/_'), issue.pointer))
  return (
    <UnstyledButton className={classes.issue} data-severity={issue.severity} onClick={go}>
      <Icon size={15} aria-hidden />
      <span>
        <span className={classes.where}>{where}</span>
        <span className={classes.words}>{localize(issue.message)}</span>
        <span className={classes.fix}>{localize(issue.fix)}</span>
      </span>
    </UnstyledButton>
  )
}

/** What the first member that a pointer goes through is called: the field of a table, the option of a set. */
function memberLabel(document: AppDocumentAny | undefined, pointer: string): LocalizedText | undefined {
  const [, list, at] = pointer.split('/')
  const members = document && list ? (document as unknown as Record<string, unknown>)[list] : undefined
  const member = Array.isArray(members) ? (members[Number(at)] as { label?: unknown } | undefined) : undefined
  return isLocalizedText(member?.label) ? member.label : undefined
}

/** The key of the innermost member that a pointer goes through: what is selected to show it. */
export function memberAt(document: unknown, pointer: string): string | undefined {
  let at: unknown = document
  let found: string | undefined
  for (const step of pointer.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null) break
    at = (at as Record<string, unknown>)[step]
    const { key, field } = (typeof at === 'object' && at !== null ? at : {}) as { key?: unknown; field?: unknown }
    const name = key ?? field
    if (typeof name === 'string') found = name
  }
  return found
}
