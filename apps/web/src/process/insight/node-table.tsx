import type { InsightNode } from '@mortise/api'
import { useLanguage, useText } from '@mortise/ui'
import classes from './insight.module.css'
import { insightTexts } from './insight-texts.ts'
import { lengthText } from './length-text.ts'

interface NodeTableProps {
  nodes: readonly InsightNode[]
  nameOf(node: string): string
  measure: 'wall' | 'working'
  /** Of all instances from start to end, in seconds. */
  whole: number
  selected: string | null
  onSelect(node: string): void
}

const parts = ['queue', 'unseen', 'thinking'] as const

/** What each step takes, the one that takes most of the time first. */
export function NodeTable({ nodes, nameOf, measure, whole, selected, onSelect }: NodeTableProps) {
  const t = useText(insightTexts)
  const language = useLanguage()
  const length = (seconds: number) => lengthText(seconds, language)
  return (
    <div className={classes.table}>
      <table>
        <thead>
          <tr>
            <th>{t('node')}</th>
            <th>{t('count')}</th>
            <th>{t('p50')}</th>
            <th>{t('p90')}</th>
            <th>{t('p95')}</th>
            <th>{t('share')}</th>
            <th title={t('partsHint')}>
              <span className={classes.legend}>
                {parts.map((part) => (
                  <span key={part}>
                    <i data-part={part} aria-hidden />
                    {t(part)}
                  </span>
                ))}
              </span>
            </th>
            <th>{t('again')}</th>
            <th>{t('open')}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <tr key={node.node} data-selected={selected === node.node || undefined}>
              <td>
                <button type="button" className={classes.nameButton} onClick={() => onSelect(node.node)}>
                  {nameOf(node.node)}
                </button>
              </td>
              <td>{node.done}</td>
              <td>{length(node[measure].p50)}</td>
              <td>{length(node[measure].p90)}</td>
              <td>{length(node[measure].p95)}</td>
              <td>
                <Share share={whole > 0 ? node.wall.total / whole : 0} />
              </td>
              <td>
                <Parts node={node} />
              </td>
              <td className={node.again > 0 ? classes.warm : undefined}>{node.again}</td>
              <td>{node.open}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Share({ share }: { share: number }) {
  const percent = Math.round(share * 100)
  return (
    <span className={classes.share}>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${Math.min(100, percent)}%` }} />
      </span>
      {percent} %
    </span>
  )
}

/** Where the wait goes; what each part takes is said when it is pointed at, and read out. */
function Parts({ node }: { node: InsightNode }) {
  const t = useText(insightTexts)
  const language = useLanguage()
  const totals = parts.map((part) => ({ part, total: node[part]?.total ?? 0, p50: node[part]?.p50 ?? 0 }))
  const sum = totals.reduce((whole, { total }) => whole + total, 0)
  if (sum === 0) return null
  const said = totals.map(({ part, p50 }) => `${t(part)} ${t('half', { time: lengthText(p50, language) })}`).join(', ')
  return (
    <span className={classes.parts} role="img" aria-label={said} title={said}>
      {totals.map(({ part, total }) => (
        <span key={part} data-part={part} style={{ width: `${(total / sum) * 100}%` }} />
      ))}
    </span>
  )
}
