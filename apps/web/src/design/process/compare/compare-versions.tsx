import type { PublishedProcess } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import { ActionIcon, EmptyState, Select, Tooltip, useText } from '@mortise/ui'
import { IconSwitchVertical } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useFormat } from '../../../admin/frame/use-format.ts'
import { useDesign } from '../../draft/design-context.ts'
import { TrialState } from '../try/trial-state.tsx'
import type { Pair } from './change-words.ts'
import classes from './compare.module.css'
import { compareTexts } from './compare-texts.ts'
import { Comparison } from './comparison.tsx'
import { publishedDocumentQuery, publishedQuery } from './published-data.ts'

/** The draft, or the number of the revision that published it. */
type Chosen = 'draft' | number

interface CompareVersionsProps {
  document: ProcessDocument
  /** The version to begin with, compared with the one in force. */
  from?: number
}

/** Any two states of a process, on one drawing and in words: the draft, and everything that was published. */
export function CompareVersions({ document, from }: CompareVersionsProps) {
  const t = useText(compareTexts)
  const { app, published } = useDesign()
  const isPublished = published.has(`process/${document.key}`)
  const query = useQuery({ ...publishedQuery({ app, process: document.key }), enabled: isPublished })
  if (!isPublished) return <EmptyState icon="versions" title={t('never')} text={t('neverText')} />
  return (
    <TrialState query={query} failed={t('failed')}>
      {(all) => <Choice key={from} {...{ document, all }} from={all.find(({ number }) => number === from)?.revision} />}
    </TrialState>
  )
}

interface ChoiceProps {
  document: ProcessDocument
  all: readonly PublishedProcess[]
  from: number | undefined
}

function Choice({ document, all, from }: ChoiceProps) {
  const t = useText(compareTexts)
  const latest = all[0]?.revision ?? 'draft'
  const [{ before, after }, choose] = useState<{ before: Chosen; after: Chosen }>(
    from === undefined ? { before: latest, after: 'draft' } : { before: from, after: latest },
  )
  const [old, next] = [useStateAt(document, before), useStateAt(document, after)]
  const words = useVersionWords()
  const data = [
    { value: 'draft', label: t('draft') },
    ...all.map((one) => ({ value: `${one.revision}`, label: words(one) })),
  ]
  const chosen = (value: string | null): Chosen => (value === 'draft' || value === null ? 'draft' : Number(value))
  const pair = old.data && next.data ? { before: old.data, after: next.data } : undefined
  // While another state is fetched, what was shown stays.
  const shown = useRef<Pair>(undefined)
  if (pair) shown.current = pair
  const failed = old.error ? old : next
  return (
    <TrialState query={{ ...failed, data: pair ?? shown.current }} failed={t('failed')}>
      {(now) => (
        <Comparison {...now}>
          <div className={classes.choice}>
            <Select
              size="xs"
              label={t('from')}
              allowDeselect={false}
              data={data}
              value={String(before)}
              onChange={(value) => choose({ before: chosen(value), after })}
            />
            <div className={classes.swap}>
              <Tooltip label={t('swap')}>
                <ActionIcon aria-label={t('swap')} onClick={() => choose({ before: after, after: before })}>
                  <IconSwitchVertical size={16} aria-hidden />
                </ActionIcon>
              </Tooltip>
            </div>
            <Select
              size="xs"
              label={t('to')}
              allowDeselect={false}
              data={data}
              value={String(after)}
              onChange={(value) => choose({ before, after: chosen(value) })}
            />
          </div>
        </Comparison>
      )}
    </TrialState>
  )
}

function useStateAt(document: ProcessDocument, chosen: Chosen) {
  const { app } = useDesign()
  const isDraft = chosen === 'draft'
  const { data, error, refetch } = useQuery({
    ...publishedDocumentQuery({ app, process: document.key }, isDraft ? 0 : chosen),
    enabled: !isDraft,
  })
  return { data: isDraft ? document : data, error, refetch }
}

function useVersionWords(): (version: PublishedProcess) => string {
  const t = useText(compareTexts)
  const format = useFormat()
  return ({ number, at, inForce }) => {
    const date = format.instant(at)
    const version = number === null ? t('unnumbered', { date }) : t('numbered', { number, date })
    return inForce ? t('current', { version }) : version
  }
}
