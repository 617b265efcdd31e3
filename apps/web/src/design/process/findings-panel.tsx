import type { ProcessDocument } from '@mortise/metadata'
import { Button, EmptyState, SidePanel, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import issueClasses from '../frame/issues-panel.module.css'
import type { EditContext } from './edits/node-knowledge.ts'
import { nodeAt } from './edits/process-lines.ts'
import { addOtherwise } from './edits/tree-edits.ts'
import { type Finding, lacksOtherwise } from './findings.ts'
import { issuesOfNode } from './panel/issues-of-node.ts'
import type { NodeOptionSchema } from './panel/options/option-schema.ts'
import { processDesignTexts } from './process-design-texts.ts'
import { useProcess } from './process-designing.ts'

type NodeTypes = EditContext['nodeTypes']

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
  const { at, kind } = finding
  const document = design.current()
  const issue = saidOf(finding, document, design.edits.nodeTypes)
  const Icon = issue.severity === 'error' ? IconAlertCircle : IconAlertTriangle
  const where = at === null || kind === 'process' ? t('wholeProcess') : localize(nameOfPlace(finding, design))
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
          {issue.fix.en ? <span className={issueClasses.fix}>{localize(issue.fix)}</span> : null}
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

/** What is missing of the options of a node goes by its name on the screen. */
function saidOf({ issue, at, kind }: Finding, document: ProcessDocument | undefined, nodeTypes: NodeTypes) {
  const type = kind === 'node' && at !== null && document ? nodeAt(document, at)?.type : undefined
  if (type === undefined || !nodeTypes.has(type)) return issue
  const [said = issue] = issuesOfNode([issue], issue.pointer, nodeTypes.get(type).options as NodeOptionSchema)
  return said
}

/** A line goes by its own name, or by that of the node that it leaves. */
function nameOfPlace({ at, kind }: Finding, design: ReturnType<typeof useProcess>) {
  const line = kind === 'line' ? design.current()?.transitions.find(({ key }) => key === at) : undefined
  return line ? (line.label ?? design.nameOf(line.from)) : design.nameOf(at ?? '')
}
