import type { InsightNode } from '@mortise/api'
import { useLanguage, useText } from '@mortise/ui'
import classes from './insight.module.css'
import { insightTexts } from './insight-texts.ts'
import { lengthText } from './length-text.ts'
import { countText, shareText } from './number-text.ts'
import type { TableRow } from './table-rows.ts'

interface NodeTableProps {
  rows: readonly TableRow[]
  nameOf(node: string): string
  measure: 'wall' | 'working'
  /** Of all instances from start to end, in seconds. */
  whole: number
  selected: string | null
  onSelect(node: string): void
}

const none = '—'
const percentiles = ['p50', 'p90', 'p95'] as const
const parts = ['queue', 'unseen', 'thinking'] as const

/** What each step takes; a dash where nobody has come to its end. */
export function NodeTable({ rows, nameOf, measure, whole, selected, onSelect }: NodeTableProps) {
  const t = useText(insightTexts)
  const language = useLanguage()
  const length = (seconds: number) => lengthText(seconds, language)
  const count = (of: number | undefined) => (of === undefined ? none : countText(of, language))
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
          {rows.map(({ node, figures }) => (
            <tr key={node} data-selected={selected === node || undefined}>
              <td>
                <button type="button" className={classes.nameButton} onClick={() => onSelect(node)}>
                  {nameOf(node)}
                </button>
              </td>
              <td>{count(figures?.done)}</td>
              {percentiles.map((name) => (
                <td key={name}>{figures && figures.done > 0 ? length(figures[measure][name]) : none}</td>
              ))}
              <td>
                {figures && figures.done > 0 ? <Share share={whole > 0 ? figures.wall.total / whole : 0} /> : none}
              </td>
              <td>{figures ? <Parts node={figures} /> : null}</td>
              <td className={figures && figures.again > 0 ? classes.warm : undefined}>{count(figures?.again)}</td>
              <td>{count(figures?.open)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Share({ share }: { share: number }) {
  const language = useLanguage()
  return (
    <span className={classes.share}>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${Math.min(100, Math.round(share * 100))}%` }} />
      </span>
      {shareText(share, language)}
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
