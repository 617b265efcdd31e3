import { localize } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import { useLanguage, useText } from '@mortise/ui'
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import type { LineMarks, NodeMarks } from '../../process/canvas/canvas-marks.ts'
import { useConditionText } from './condition-text.ts'
import { chooses, controlAt } from './edits/node-knowledge.ts'
import { nodeAt } from './edits/process-lines.ts'
import type { Finding } from './findings.ts'
import { processDesignTexts } from './process-design-texts.ts'
import classes from './process-designer.module.css'
import { useProcess } from './process-designing.ts'

/** What the drawing shows of findings and conditions. */
export function useCanvasMarks(document: ProcessDocument, findings: readonly Finding[], found: ReadonlySet<string>) {
  const nodes = useNodeMarks(findings, found)
  const lines = useLineMarks(document, findings)
  const nodeMarks = useCallback((key: string) => nodes.get(key), [nodes])
  const lineMarks = useCallback((key: string) => lines.get(key), [lines])
  const foldedMarks = useFoldedMarks(document, findings)
  return { nodeMarks, lineMarks, foldedMarks }
}

/** A folded fork shows the worst of what it hides, and how much of it there is. */
function useFoldedMarks(document: ProcessDocument, findings: readonly Finding[]) {
  const t = useText(processDesignTexts)
  const language = useLanguage()
  return useCallback(
    (fork: string, hidden: readonly string[]): NodeMarks | undefined => {
      const inside = new Set(hidden)
      const lines = document.transitions.filter(({ from }) => from === fork || inside.has(from)).map(({ key }) => key)
      for (const key of lines) inside.add(key)
      const own = findings.filter(({ at }) => at !== null && inside.has(at))
      if (own.length === 0) return undefined
      const isWrong = own.some(({ issue }) => issue.severity === 'error')
      const said = t('findingsCount', { count: own.length })
      const titles = own.map(({ issue }) => localize(issue.message, language)).join('\n')
      return { ...(isWrong ? { tone: 'error' } : {}), said, badge: markBadge(isWrong, titles) }
    },
    [document, findings, language, t],
  )
}

function markBadge(isWrong: boolean, title: string): NodeMarks['badge'] {
  const Icon = isWrong ? IconAlertCircle : IconAlertTriangle
  return (
    <span className={classes.mark} data-severity={isWrong ? 'error' : 'warning'} title={title}>
      <Icon size={16} aria-hidden />
    </span>
  )
}

function useNodeMarks(findings: readonly Finding[], found: ReadonlySet<string>): ReadonlyMap<string, NodeMarks> {
  const t = useText(processDesignTexts)
  return useMemo(() => {
    const marks = new Map<string, NodeMarks>([...found].map((key) => [key, { tone: 'changed' }]))
    for (const [key, own] of Map.groupBy(findings, ({ at }) => at)) {
      if (key === null) continue
      const errors = own.filter(({ issue }) => issue.severity === 'error').length
      const said = errors > 0 ? t('errorsHere', { count: errors }) : t('warningsHere', { count: own.length })
      marks.set(key, {
        ...(errors > 0 ? { tone: 'error' } : marks.get(key)),
        said,
        badge: markBadge(errors > 0, said),
      })
    }
    return marks
  }, [findings, found, t])
}

function useLineMarks(document: ProcessDocument, findings: readonly Finding[]): ReadonlyMap<string, LineMarks> {
  const t = useText(processDesignTexts)
  const language = useLanguage()
  const design = useProcess()
  const conditionOf = useConditionText(document)
  return useMemo(() => {
    const severities = new Map<string, 'error' | 'warning'>()
    for (const { at, kind, issue } of findings)
      if (at !== null && kind === 'line' && severities.get(at) !== 'error') severities.set(at, issue.severity)
    return new Map(
      document.transitions.flatMap((line): [string, LineMarks][] => {
        const tone = severities.get(line.key)
        const condition = conditionOf(line)
        if (line.label || line.otherwise) {
          const name = line.label ? localize(line.label, language) : undefined
          return [[line.key, { tone, title: [name, condition].filter(Boolean).join(' · ') || undefined }]]
        }
        const from = nodeAt(document, line.from)
        const asks = from !== undefined && chooses(controlAt(document, from, design.edits.nodeTypes))
        if (condition !== null) return [[line.key, { tone, label: condition }]]
        if (asks) return [[line.key, { tone: tone ?? 'warning', label: t('setCondition') }]]
        return tone ? [[line.key, { tone }]] : []
      }),
    )
  }, [document, findings, language, conditionOf, design, t])
}
