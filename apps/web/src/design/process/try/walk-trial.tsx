import type { TriedStep, TriedWalk, TryDecision, TryWalkInput } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import { Button, Loader, NumberInput, PersonAvatar, Select, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useMemo, useState } from 'react'
import { useDirectory } from '../../../api/directory.ts'
import { useSession } from '../../../api/session.ts'
import type { LineMarks, NodeMarks } from '../../../process/canvas/canvas-marks.ts'
import { useDesignModel } from '../../draft/design-context.ts'
import { RecordChoice } from '../../form/preview/record-choice.tsx'
import { type Names, useNames } from './names.ts'
import { TrialState } from './trial-state.tsx'
import classes from './try.module.css'
import { TryLayout } from './try-layout.tsx'
import { tryTexts } from './try-texts.ts'
import { useNewestRecord } from './use-newest-record.ts'
import { useTrial } from './use-trial.ts'
import { ValueOverrides, type Values } from './value-overrides.tsx'

/** One instance as it would go: who starts it about what, whom it asks and why; decisions can be changed. */
export function WalkTrial({ document }: { document: ProcessDocument }) {
  const t = useText(tryTexts)
  const names = useNames(document)
  const entity = useDesignModel().entities.get(document.entity ?? '')
  const { user } = useSession()
  const { people } = useDirectory()
  const newest = useNewestRecord(entity)
  const [initiator, setInitiator] = useState(user.id)
  const [chosen, choose] = useState<string | null>(null)
  const [values, setValues] = useState<Values>({})
  const [decisions, setDecisions] = useState<{ [node: string]: TryDecision }>({})
  const [shown, show] = useState<number | null>(null)
  const recordId = chosen ?? newest.data ?? null
  const typed = Object.keys(values).length > 0
  const input: Omit<TryWalkInput, 'source'> = {
    ...{ initiator, decisions },
    ...(recordId !== null && { recordId }),
    ...(typed && { values }),
  }
  const ready = document.entity === undefined || recordId !== null || typed
  const query = useTrial<TriedWalk>(document, { name: 'walk', input, enabled: ready && !newest.isLoading })
  const walk = query.data
  const count = walk?.steps.length ?? 0
  const upTo = Math.min(shown ?? count, count)
  const marks = useWalkMarks(walk, upTo, names)
  return (
    <TryLayout drawing={document} {...marks}>
      <section className={classes.section}>
        <Select
          label={t('initiator')}
          searchable
          allowDeselect={false}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={initiator}
          onChange={(id) => id && setInitiator(id)}
        />
        {entity ? (
          <>
            <RecordChoice entity={entity} value={recordId} onChange={choose} label={t('record')} />
            {recordId === null && !newest.isLoading ? <p className={classes.text}>{t('noRecords')}</p> : null}
            <ValueOverrides key={recordId} entity={entity} values={values} onChange={setValues} />
          </>
        ) : null}
      </section>
      {ready ? (
        <section className={classes.section} aria-live="polite">
          <div className={classes.row}>
            <h3 className={`${classes.title} ${classes.grow}`}>{t('route')}</h3>
            {query.isFetching ? <Loader size="xs" aria-label={t('running')} /> : null}
          </div>
          <TrialState query={query}>
            {(answer) => (
              <>
                <Stepper upTo={upTo} count={count} show={show} />
                <ol className={classes.steps}>
                  {answer.steps.slice(0, upTo).map((step, place) => (
                    <Step
                      key={step.visit}
                      {...{ step, names, document }}
                      current={place === upTo - 1}
                      before={answer.steps.slice(0, place)}
                      decision={decisions[step.node]}
                      onDecide={(decision) => setDecisions({ ...decisions, [step.node]: decision })}
                    />
                  ))}
                </ol>
                {upTo === count ? <End walk={answer} names={names} /> : null}
              </>
            )}
          </TrialState>
        </section>
      ) : null}
    </TryLayout>
  )
}

function Stepper({ upTo, count, show }: { upTo: number; count: number; show(count: number | null): void }) {
  const t = useText(tryTexts)
  return (
    <div className={classes.row}>
      <Button size="xs" variant="default" disabled={upTo <= 1} onClick={() => show(upTo - 1)}>
        {t('previous')}
      </Button>
      <Button size="xs" variant="default" disabled={upTo >= count} onClick={() => show(upTo + 1)}>
        {t('next')}
      </Button>
      <Button size="xs" variant="default" disabled={upTo >= count} onClick={() => show(null)}>
        {t('all')}
      </Button>
      <span className={classes.text}>{t('step', { step: upTo, count })}</span>
    </div>
  )
}

interface StepProps {
  step: TriedStep
  names: Names
  document: ProcessDocument
  current: boolean
  before: readonly TriedStep[]
  decision: TryDecision | undefined
  onDecide(decision: TryDecision): void
}

function Step({ step, names, current, before, decision, onDecide }: StepProps) {
  const t = useText(tryTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const { people, problem, deadlines } = step
  const day = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return (
    <li
      className={classes.step}
      data-quiet={(people === null && problem === null) || undefined}
      data-current={current || undefined}
      data-problem={problem !== null || undefined}
    >
      {names.node(step.node)}
      {people?.length === 0 ? <p className={classes.problem}>{t('nobody')}</p> : null}
      {people?.map(({ user, reason, passed, self }) => (
        <div key={user} className={classes.person}>
          <PersonAvatar name={names.person(user)} seed={user} />
          <div>
            {names.person(user)}
            {passed ? <span className={classes.why}> · {t('passed')}</span> : null}
            {self && !passed ? <span className={classes.warm}> · {t('self')}</span> : null}
            {reason ? <div className={classes.why}>{localize(reason)}</div> : null}
          </div>
        </div>
      ))}
      {deadlines.map(({ key, action, due }) => (
        <div key={key} className={classes.why}>
          {t('due', { action: t(action as 'remind'), at: day.format(new Date(due)) })}
        </div>
      ))}
      {problem && (people === null || people.length > 0) ? (
        <p className={classes.problem}>{localize(problem)}</p>
      ) : null}
      {people && people.length > 0 && people.some(({ outcome }) => outcome !== 'notified') ? (
        <Decision {...{ names, before, decision, onDecide }} node={step.node} />
      ) : null}
    </li>
  )
}

function Decision({
  names,
  before,
  decision = { do: 'approve' },
  onDecide,
  node,
}: Pick<StepProps, 'names' | 'before' | 'decision' | 'onDecide'> & { node: string }) {
  const t = useText(tryTexts)
  const back = [...new Set(before.filter(({ people }) => people !== null).map((step) => step.node))]
  const value = decision.do === 'return' ? `return ${decision.to}` : decision.do
  const choose = (next: string | null) => {
    const [verb = 'approve', to] = (next ?? 'approve').split(' ')
    const { minutes } = decision
    onDecide({ do: verb as TryDecision['do'], ...(to && { to }), ...(minutes !== undefined && { minutes }) })
  }
  return (
    <div className={classes.row}>
      <Select
        size="xs"
        className={classes.grow ?? ''}
        label={t('decision')}
        allowDeselect={false}
        data={[
          { value: 'approve', label: t('approve') },
          { value: 'reject', label: t('rejectIt') },
          ...back
            .filter((key) => key !== node)
            .map((key) => ({ value: `return ${key}`, label: t('returnTo', { node: names.node(key) }) })),
        ]}
        value={value}
        onChange={choose}
      />
      <NumberInput
        size="xs"
        className={classes.grow ?? ''}
        label={t('minutes')}
        min={0}
        max={8760}
        value={(decision.minutes ?? 0) / 60}
        onChange={(hours) => onDecide({ ...decision, minutes: Number(hours || 0) * 60 })}
      />
    </div>
  )
}

function End({ walk, names }: { walk: TriedWalk; names: Names }) {
  const t = useText(tryTexts)
  if (walk.end === 'limit') return <p className={classes.problem}>{t('limit')}</p>
  if (walk.end !== 'ended') return <p className={classes.problem}>{t('stopped')}</p>
  const last = walk.steps.at(-1)
  const outcome = walk.outcome && last ? names.node(last.node) : null
  return (
    <p className={classes.text}>
      {t('ended', { outcome: outcome ?? t(walk.status === 'running' ? 'runningStatus' : walk.status) })}
    </p>
  )
}

function useWalkMarks(walk: TriedWalk | undefined, upTo: number, names: Names) {
  return useMemo(() => {
    const steps = walk?.steps.slice(0, upTo) ?? []
    const taken = new Set(walk?.transitions)
    const reached = new Set(steps.map(({ node }) => node))
    const nodes = new Map<string, NodeMarks>()
    for (const step of steps) {
      const extra = step.people?.length ? { extra: names.people(step.people.map(({ user }) => user)) } : {}
      nodes.set(step.node, { tone: step.problem ? 'error' : step === steps.at(-1) ? 'active' : 'done', ...extra })
    }
    const muted: NodeMarks = { tone: 'muted' }
    const quiet: LineMarks = { tone: 'muted' }
    const done: LineMarks = { tone: 'done', weight: 2.5 }
    return {
      nodeMarks: (key: string) => (walk ? (nodes.get(key) ?? muted) : undefined),
      lineMarks: (key: string) => (walk ? (taken.has(key) && reachesEnd(key) ? done : quiet) : undefined),
    }
    function reachesEnd(key: string): boolean {
      const to = walk?.drawing.transitions.find((line) => line.key === key)?.to
      return to !== undefined && reached.has(to)
    }
  }, [walk, upTo, names])
}
