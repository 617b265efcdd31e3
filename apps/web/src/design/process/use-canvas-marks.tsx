import { localize } from '@mortise/core'
import { printFormula } from '@mortise/expressions/text'
import { type ProcessDocument, type ProcessTransition, schemaOf } from '@mortise/metadata'
import { useLanguage, useText } from '@mortise/ui'
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import type { LineMarks, NodeMarks } from '../../process/canvas/canvas-marks.ts'
import { useDesignModel } from '../draft/design-context.ts'
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
  return { nodeMarks, lineMarks }
}

function useNodeMarks(findings: readonly Finding[], found: ReadonlySet<string>): ReadonlyMap<string, NodeMarks> {
  const t = useText(processDesignTexts)
  return useMemo(() => {
    const marks = new Map<string, NodeMarks>([...found].map((key) => [key, { tone: 'changed' }]))
    for (const [key, own] of Map.groupBy(findings, ({ at }) => at)) {
      if (key === null) continue
      const errors = own.filter(({ issue }) => issue.severity === 'error').length
      const said = errors > 0 ? t('errorsHere', { count: errors }) : t('warningsHere', { count: own.length })
      const Icon = errors > 0 ? IconAlertCircle : IconAlertTriangle
      marks.set(key, {
        ...(errors > 0 ? { tone: 'error' } : marks.get(key)),
        said,
        badge: (
          <span className={classes.mark} data-severity={errors > 0 ? 'error' : 'warning'} title={said}>
            <Icon size={16} aria-hidden />
          </span>
        ),
      })
    }
    return marks
  }, [findings, found, t])
}

function useLineMarks(document: ProcessDocument, findings: readonly Finding[]): ReadonlyMap<string, LineMarks> {
  const t = useText(processDesignTexts)
  const language = useLanguage()
  const model = useDesignModel()
  const design = useProcess()
  return useMemo(() => {
    const severities = new Map<string, 'error' | 'warning'>()
    for (const { at, kind, issue } of findings)
      if (at !== null && kind === 'line' && severities.get(at) !== 'error') severities.set(at, issue.severity)
    const schema = schemaOf(model)
    const conditionOf = ({ when, outcome }: ProcessTransition): string | null => {
      if (outcome) {
        const params = { node: localize(design.nameOf(outcome.of), language), outcome: t(`outcome_${outcome.is}`) }
        return t('outcomeIs', params)
      }
      if (!when || document.entity === undefined) return null
      return printFormula(when.expr, { schema, entity: document.entity, language })
    }
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
  }, [document, findings, language, model, design, t])
}
