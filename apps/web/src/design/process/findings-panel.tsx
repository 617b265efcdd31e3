import { Button, EmptyState, SidePanel, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import issueClasses from '../frame/issues-panel.module.css'
import { addOtherwise } from './edits/tree-edits.ts'
import { type Finding, lacksOtherwise } from './findings.ts'
import { processDesignTexts } from './process-design-texts.ts'
import { useProcess } from './process-designing.ts'

interface FindingsPanelProps {
  findings: readonly Finding[]
  onShow(key: string): void
  onClose(): void
}

/** What is wrong with the process and the way out; a click leads to the node or line. */
export function FindingsPanel({ findings, onShow, onClose }: FindingsPanelProps) {
  const t = useText(processDesignTexts)
  const errors = findings.filter(({ issue }) => issue.severity === 'error')
  const warnings = findings.filter(({ issue }) => issue.severity === 'warning')
  return (
    <SidePanel title={t('findings')} onClose={onClose} width={380}>
      {findings.length === 0 ? (
        <EmptyState compact icon="circle-check" title={t('noFindings')} text={t('noFindingsText')} />
      ) : null}
      <Group title={t('errors')} findings={errors} onShow={onShow} />
      <Group title={t('warnings')} findings={warnings} onShow={onShow} />
    </SidePanel>
  )
}

function Group({ title, findings, onShow }: { title: string } & Pick<FindingsPanelProps, 'findings' | 'onShow'>) {
  if (findings.length === 0) return null
  return (
    <section className={issueClasses.group}>
      <h3 className={issueClasses.title}>
        {title} <span className={issueClasses.count}>{findings.length}</span>
      </h3>
      <ul className={issueClasses.list}>
        {findings.map((finding) => (
          <li key={`${finding.issue.pointer} ${finding.issue.code} ${finding.issue.message.en}`}>
            <Row finding={finding} onShow={onShow} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Row({ finding, onShow }: { finding: Finding; onShow(key: string): void }) {
  const t = useText(processDesignTexts)
  const localize = useLocalize()
  const design = useProcess()
  const { issue, at, kind } = finding
  const Icon = issue.severity === 'error' ? IconAlertCircle : IconAlertTriangle
  const where = at === null || kind === 'process' ? t('wholeProcess') : localize(nameOfPlace(finding, design))
  const document = design.current()
  const mendable =
    at !== null && document !== undefined && kind === 'node' && lacksOtherwise(document, at, design.edits)
  return (
    <>
      <UnstyledButton
        className={issueClasses.issue}
        data-severity={issue.severity}
        onClick={() => at !== null && onShow(at)}
      >
        <Icon size={15} aria-hidden />
        <span>
          <span className={issueClasses.where}>{where}</span>
          <span className={issueClasses.words}>{localize(issue.message)}</span>
          <span className={issueClasses.fix}>{localize(issue.fix)}</span>
        </span>
      </UnstyledButton>
      {mendable ? (
        <Button
          size="compact-xs"
          variant="light"
          ml={24}
          mb={6}
          onClick={() => {
            const result = design.edit({ key: 'didBranch' }, (now) => addOtherwise(now, at, design.edits))
            if (result?.select) onShow(result.select)
          }}
        >
          {t('fixOtherwise')}
        </Button>
      ) : null}
    </>
  )
}

/** A line goes by its own name, or by that of the node that it leaves. */
function nameOfPlace({ at, kind }: Finding, design: ReturnType<typeof useProcess>) {
  const line = kind === 'line' ? design.current()?.transitions.find(({ key }) => key === at) : undefined
  return line ? (line.label ?? design.nameOf(line.from)) : design.nameOf(at ?? '')
}
