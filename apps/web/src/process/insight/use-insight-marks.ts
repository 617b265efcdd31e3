import type { InsightNode, ProcessInsight } from '@mortise/api'
import type { Language } from '@mortise/core'
import { useLanguage, useText } from '@mortise/ui'
import { useMemo } from 'react'
import type { LineMarks, NodeMarks } from '../canvas/canvas-marks.ts'
import { insightTexts } from './insight-texts.ts'
import { lengthText } from './length-text.ts'

export type Measure = 'wall' | 'working'

/** Shares of the whole time from which a step stands out, and is where it takes longest. */
const notable = 0.15
const bottleneck = 0.35

/** Times at the nodes of the drawing, numbers at its lines: what takes long stands out, what was taken often is thick. */
export function useInsightMarks(insight: ProcessInsight | undefined, measure: Measure) {
  const t = useText(insightTexts)
  const language = useLanguage()
  return useMemo(() => {
    const nodes = new Map(
      (insight?.nodes ?? []).flatMap((node): [string, NodeMarks][] => {
        const marks = nodeMarksOf(node, { measure, whole: insight?.lead.total ?? 0, language, t })
        return marks ? [[node.node, marks]] : []
      }),
    )
    const lines = lineMarksOf(insight)
    const opens = new Map(insight?.nodes.map(({ node, open }) => [node, open]))
    return {
      nodeMarks: (key: string) => nodes.get(key),
      // Who is under way behind a folded fork is the one figure that would be missed.
      foldedMarks(_fork: string, hidden: readonly string[]): NodeMarks | undefined {
        const open = hidden.reduce((sum, key) => sum + (opens.get(key) ?? 0), 0)
        return open > 0 ? { said: t('openInside', { count: open }) } : undefined
      },
      lineMarks: (key: string) => (insight ? (lines.get(key) ?? unused) : undefined),
    }
  }, [insight, measure, language, t])
}

const unused: LineMarks = { tone: 'muted' }

interface Marking {
  measure: Measure
  /** Of all instances from start to end, in seconds. */
  whole: number
  language: Language
  t: (typeof insightTexts)['t']
}

/** Steps that take less than a minute are nothing to look at. */
function nodeMarksOf(node: InsightNode, { measure, whole, language, t }: Marking): NodeMarks | null {
  if (node.done === 0 || node[measure].p90 < 60) return null
  const share = whole > 0 ? node.wall.total / whole : 0
  const time = lengthText(node[measure].p50, language)
  return {
    tone: share >= bottleneck ? 'error' : share >= notable ? 'warning' : undefined,
    extra: time,
    badge: share >= bottleneck ? t('bottleneck') : undefined,
    said: t('said', { done: node.done, time }),
  }
}

function lineMarksOf(insight: ProcessInsight | undefined): Map<string, LineMarks> {
  const lines = insight?.lines ?? []
  const most = Math.max(1, ...lines.map(({ n }) => n))
  return new Map(lines.map(({ line, n }) => [line, { label: String(n), weight: 1 + 4 * Math.sqrt(n / most) }]))
}
