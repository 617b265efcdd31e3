import type { TriedCoverage, TriedWay } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import { useLocalize, useText } from '@mortise/ui'
import { useState } from 'react'
import type { LineMarks, NodeMarks } from '../../../process/canvas/canvas-marks.ts'
import { type Names, useNames } from './names.ts'
import { TrialState } from './trial-state.tsx'
import classes from './try.module.css'
import { TryLayout } from './try-layout.tsx'
import { tryTexts } from './try-texts.ts'
import { useTrial } from './use-trial.ts'

const muted: NodeMarks & LineMarks = { tone: 'muted' }
const active: NodeMarks & LineMarks = { tone: 'active' }
const warning: NodeMarks & LineMarks = { tone: 'warning' }
const error: NodeMarks & LineMarks = { tone: 'error' }

/** Every way there is, which of them the latest records take, and what none of them comes to. */
export function CoverageTrial({ document }: { document: ProcessDocument }) {
  const names = useNames(document)
  const query = useTrial<TriedCoverage>(document, { name: 'coverage', input: {} })
  const [open, setOpen] = useState<number | null>(null)
  const marks = marksOf(query.data, open === null ? undefined : query.data?.ways[open])
  return (
    <TryLayout drawing={document} {...marks}>
      <TrialState query={query}>
        {(coverage) => (
          <>
            <Ways {...{ coverage, names, open, setOpen }} />
            <Gaps coverage={coverage} names={names} />
          </>
        )}
      </TrialState>
    </TryLayout>
  )
}

/** A way that is looked at, or what is never come to. */
function marksOf(coverage: TriedCoverage | undefined, way: TriedWay | undefined) {
  if (!coverage) return { nodeMarks: () => undefined, lineMarks: () => undefined }
  const { unreachable, unsampled } = coverage
  if (way) {
    const taken = new Set(way.choices.flatMap(({ transitions }) => transitions))
    return {
      nodeMarks: (key: string) => (way.nodes.includes(key) ? active : muted),
      lineMarks: (key: string) => (taken.has(key) ? active : undefined),
    }
  }
  const mark = (of: 'nodes' | 'transitions') => (key: string) =>
    unreachable[of].includes(key) ? error : coverage.tried > 0 && unsampled[of].includes(key) ? warning : undefined
  return { nodeMarks: mark('nodes'), lineMarks: mark('transitions') }
}

interface WaysProps {
  coverage: TriedCoverage
  names: Names
  open: number | null
  setOpen(open: number | null): void
}

function Ways({ coverage: { ways, complete, tried }, names, open, setOpen }: WaysProps) {
  const t = useText(tryTexts)
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{t('ways')}</h3>
      <p className={classes.text}>{t('waysText', { count: ways.length, tried })}</p>
      {complete ? null : <p className={classes.text}>{t('incomplete')}</p>}
      <ul className={classes.list}>
        {ways.map(({ choices, nodes, taken }, place) => (
          <li key={`${nodes.join(' ')} ${choices.map(({ transitions }) => transitions.join(' ')).join(' ')}`}>
            <button
              type="button"
              className={classes.item}
              aria-pressed={open === place}
              onClick={() => setOpen(open === place ? null : place)}
            >
              {choices.flatMap(({ transitions }) => transitions.map(names.line)).join(' → ') || names.nodes(nodes)}
              <span className={taken > 0 || tried === 0 ? classes.itemText : `${classes.itemText} ${classes.warm}`}>
                {taken > 0 ? t('taken', { count: taken }) : t('notTaken')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Gaps({ coverage, names }: { coverage: TriedCoverage; names: Names }) {
  const t = useText(tryTexts)
  const localize = useLocalize()
  const { unreachable, unsampled, overlaps, stopped, tried } = coverage
  const lists = [
    { key: 'unreachable' as const, lines: unreachable.transitions },
    { key: 'unsampled' as const, lines: tried > 0 ? unsampled.transitions : [] },
  ]
  return (
    <>
      {lists.map(({ key, lines }) =>
        lines.length > 0 ? (
          <section key={key} className={classes.section}>
            <h3 className={classes.title}>{t(key)}</h3>
            <ul className={classes.list}>
              {lines.map((line) => (
                <li key={line}>{names.line(line)}</li>
              ))}
            </ul>
          </section>
        ) : null,
      )}
      {overlaps.length > 0 ? (
        <section className={classes.section}>
          <h3 className={classes.title}>{t('overlaps')}</h3>
          <ul className={classes.list}>
            {overlaps.map(({ node, transitions, records }) => (
              <li key={`${node} ${transitions.join(' ')}`}>
                {t('overlap', { node: names.node(node), lines: transitions.map(names.line).join(' + ') })}
                <span className={classes.itemText}>{records.join(', ')}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {stopped.length > 0 ? (
        <section className={classes.section}>
          <h3 className={classes.title}>{t('stopped')}</h3>
          <ul className={classes.list}>
            {stopped.map(({ record, title, node, problem }) => (
              <li key={record} className={classes.warm}>
                {t('stoppedAt', {
                  record: title,
                  node: names.node(node),
                  problem: problem ? localize(problem) : t('limit'),
                })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
