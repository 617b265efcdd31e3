import type { ValidationIssue } from '@mortise/api'
import { textPlaces } from '@mortise/metadata'
import { EmptyState, SidePanel, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconAlertCircle, IconAlertTriangle, IconLanguage } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useDesign, useDraft } from '../draft/design-context.ts'
import type { Documents } from '../draft/draft-documents.ts'
import { useDesignAddress } from './design-address.ts'
import { designTexts } from './design-texts.ts'
import { issueInWords } from './issue-in-words.ts'
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
      <Untranslated />
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

/** Documents with texts that were written in one language only. */
function Untranslated() {
  const t = useText(designTexts)
  const localize = useLocalize()
  const { open } = useDesignAddress()
  const documents = useDraft((snapshot) => snapshot.documents)
  const found = useMemo(() => untranslatedIn(documents), [documents])
  if (found.length === 0) return null
  return (
    <details className={classes.group}>
      <summary className={classes.title}>
        {t('untranslated')} <span className={classes.count}>{found.reduce((sum, { count }) => sum + count, 0)}</span>
      </summary>
      <ul className={classes.list}>
        {found.map(({ id, label, count }) => (
          <li key={id}>
            <UnstyledButton className={classes.issue} onClick={() => open(id)}>
              <IconLanguage size={15} aria-hidden />
              <span>
                <span className={classes.words}>{localize(label)}</span>
                <span className={classes.fix}>{t('untranslatedCount', { count })}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </details>
  )
}

function untranslatedIn(documents: Documents) {
  return [...documents].flatMap(([id, document]) => {
    const archived = 'archived' in document && document.archived
    // A text with Chinese characters is no English; one without may well be both.
    const count = archived
      ? 0
      : textPlaces(document).filter(({ text }) => text.zh === text.en && /\p{Script=Han}/u.test(text.en)).length
    return count > 0 ? [{ id, label: document.label, count }] : []
  })
}

function Issue({ issue }: { issue: ValidationIssue }) {
  const t = useText(designTexts)
  const localize = useLocalize()
  const { open } = useDesignAddress()
  const { store, fieldTypes } = useDesign()
  const documents = useDraft((snapshot) => snapshot.documents)
  const { where, message, fix } = issueInWords(issue, { documents, fieldTypes })
  const Icon = issue.severity === 'error' ? IconAlertCircle : IconAlertTriangle
  const go = () =>
    open(issue.document, memberAt(store.snapshot().documents.get(issue.document ?? 'app/_'), issue.pointer))
  return (
    <UnstyledButton className={classes.issue} data-severity={issue.severity} onClick={go}>
      <Icon size={15} aria-hidden />
      <span>
        <span className={classes.where}>{where.length > 0 ? where.map(localize).join(' › ') : t('wholeApp')}</span>
        <span className={classes.words}>{localize(message)}</span>
        {fix ? <span className={classes.fix}>{localize(fix)}</span> : null}
      </span>
    </UnstyledButton>
  )
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
