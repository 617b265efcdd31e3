import type { ProcessDocument } from '@mortise/metadata'
import { EmptyState, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import { type Compared, compareProcesses, type Difference } from './compare-processes.ts'
import { useNames } from './names.ts'
import classes from './try.module.css'
import { TryLayout } from './try-layout.tsx'
import { tryTexts } from './try-texts.ts'

/** What the draft changes of the process that is in force, on the drawing and in words. */
export function CompareVersions({ document }: { document: ProcessDocument }) {
  const t = useText(tryTexts)
  const { published } = useDesign()
  const before = published.get(`process/${document.key}`) as ProcessDocument | undefined
  if (!before) return <EmptyState icon="git-compare" title={t('compareNew')} />
  return <Comparison before={before} after={document} />
}

function Comparison({ before, after }: { before: ProcessDocument; after: ProcessDocument }) {
  const t = useText(tryTexts)
  const compared = useMemo(() => compareProcesses(before, after), [before, after])
  const { drawing, nodes, lines, settings } = compared
  const names = useNames({ nodes: [...drawing.nodes], transitions: [...drawing.transitions] })
  const marks = useMemo(() => {
    const mark = (of: ReadonlyMap<string, Compared>) => {
      const found = new Map([...of].map(([key, { change }]) => [key, { tone: change, said: t(change) }]))
      return (key: string) => found.get(key)
    }
    return { nodeMarks: mark(nodes), lineMarks: mark(lines) }
  }, [nodes, lines, t])
  const words = (difference: Difference): string => {
    if (difference.what === 'options') return t('differOptions', { names: difference.names.join(', ') })
    const of = { label: 'Label', type: 'Type', place: 'Place', condition: 'Condition', ends: 'Ends' } as const
    return t(`differ${of[difference.what]}`)
  }
  const rows = [
    ...[...nodes].map(([key, one]) => ({ key: `node ${key}`, name: names.node(key), ...one })),
    ...[...lines].map(([key, one]) => ({ key: `line ${key}`, name: names.line(key), ...one })),
  ]
  return (
    <TryLayout drawing={drawing} {...marks}>
      {rows.length + settings.length === 0 ? (
        <EmptyState compact icon="check" title={t('compareNone')} />
      ) : (
        <>
          <p className={classes.text}>{t('compareText')}</p>
          <ul className={classes.list}>
            {rows.map(({ key, name, change, differences }) => (
              <li key={key} className={classes.step}>
                <strong>{name}</strong>
                <span className={classes.itemText}>{[t(change), ...differences.map(words)].join(' · ')}</span>
              </li>
            ))}
            {settings.length > 0 ? (
              <li className={classes.step}>
                <strong>{t('process')}</strong>
                <span className={classes.itemText}>{t('differOptions', { names: settings.join(', ') })}</span>
              </li>
            ) : null}
          </ul>
        </>
      )}
    </TryLayout>
  )
}
