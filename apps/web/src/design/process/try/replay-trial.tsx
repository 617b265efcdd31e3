import type { ReplayedInstance, TriedReplay } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import { Button, EmptyState, Loader, Switch, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LineMarks, NodeMarks } from '../../../process/canvas/canvas-marks.ts'
import { lengthText } from '../../../process/insight/length-text.ts'
import { useDesign } from '../../draft/design-context.ts'
import { type Names, useNames } from './names.ts'
import { TrialState } from './trial-state.tsx'
import classes from './try.module.css'
import { TryLayout } from './try-layout.tsx'
import { tryTexts } from './try-texts.ts'
import { useTrialCall } from './use-trial.ts'

/** Instances that have ended, played through the draft: what would be different, one by one on the drawing. */
export function ReplayTrial({ document }: { document: ProcessDocument }) {
  const t = useText(tryTexts)
  const names = useNames(document)
  const call = useTrialCall<TriedReplay>(document, 'replay')
  const { app } = useDesign()
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  const query = useInfiniteQuery({
    queryKey: ['design', 'try', app, 'replay', document],
    queryFn: ({ pageParam, signal }) => call(pageParam === null ? {} : { before: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    retry: false,
    gcTime: 0,
  })
  const instances = query.data?.pages.flatMap((page) => page.instances)
  const different = instances?.filter(({ differs }) => differs) ?? []
  const opened = instances?.find(({ id }) => id === open)
  return (
    <TryLayout drawing={document} {...marksOf(opened)}>
      <p className={classes.text}>{t('replayText')}</p>
      <TrialState query={{ data: instances, error: query.error, refetch: query.refetch }}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState compact icon="clock" title={t('replayNone')} text={t('replayNoneText')} />
          ) : (
            <section className={classes.section}>
              <h3 className={classes.title}>{t('replayed', { count: all.length, different: different.length })}</h3>
              <Switch
                label={t('onlyDifferent')}
                checked={onlyDifferent}
                onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
              />
              <ul className={classes.list}>
                {(onlyDifferent ? different : all).map((instance) => (
                  <li key={instance.id}>
                    <button
                      type="button"
                      className={classes.item}
                      aria-pressed={open === instance.id}
                      onClick={() => setOpen(open === instance.id ? null : instance.id)}
                    >
                      <strong>{instance.title}</strong>
                      <Differences instance={instance} names={names} />
                    </button>
                  </li>
                ))}
              </ul>
              {query.hasNextPage ? (
                <Button
                  variant="default"
                  disabled={query.isFetchingNextPage}
                  leftSection={query.isFetchingNextPage ? <Loader size={12} /> : undefined}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('more')}
                </Button>
              ) : null}
            </section>
          )
        }
      </TrialState>
    </TryLayout>
  )
}

function Differences({ instance, names }: { instance: ReplayedInstance; names: Names }) {
  const t = useText(tryTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const { added, removed, people, before, after, asked, differs } = instance
  const length = (minutes: number | null) => (minutes === null ? '–' : lengthText(minutes * 60, language))
  const words = [
    ...(added.length > 0 ? [t('adds', { nodes: names.nodes(added) })] : []),
    ...(removed.length > 0 ? [t('removes', { nodes: names.nodes(removed) })] : []),
    ...people.map((one) =>
      t('people', { node: names.node(one.node), before: names.people(one.before), after: names.people(one.after) }),
    ),
    ...(before.outcome === after.outcome || after.end !== 'ended'
      ? []
      : [t('outcome', { before: before.outcome ?? '–', after: after.outcome ?? '–' })]),
    ...(after.end === 'ended' ? [] : [t('stopsAt', { problem: after.problem ? localize(after.problem) : '–' })]),
  ]
  return (
    <>
      <span className={differs ? `${classes.itemText} ${classes.warm}` : classes.itemText}>
        {differs ? words.join('; ') : t('same')}
      </span>
      <span className={classes.itemText}>
        {t('time')}: {length(before.minutes)} → {length(after.minutes)}
      </span>
      {asked.length > 0 ? (
        <span className={classes.itemText}>{t('askedAgain', { nodes: names.nodes(asked) })}</span>
      ) : null}
    </>
  )
}

const muted: NodeMarks & LineMarks = { tone: 'muted' }
const both: NodeMarks & LineMarks = { tone: 'done' }
const added: NodeMarks & LineMarks = { tone: 'added' }
const removed: NodeMarks & LineMarks = { tone: 'removed' }

function marksOf(instance: ReplayedInstance | undefined) {
  const mark = (of: 'nodes' | 'transitions') => (key: string) => {
    if (!instance) return undefined
    const [was, is] = [instance.before[of].includes(key), instance.after[of].includes(key)]
    if (was && is) return both
    return is ? added : was ? removed : muted
  }
  return { nodeMarks: mark('nodes'), lineMarks: mark('transitions') }
}
