import type { TriedForecast } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import { EmptyState, NumberInput, PersonAvatar, useDebouncedValue, useLanguage, useText } from '@mortise/ui'
import { useMemo, useState } from 'react'
import type { NodeMarks } from '../../../process/canvas/canvas-marks.ts'
import { lengthText } from '../../../process/insight/length-text.ts'
import { type Names, useNames } from './names.ts'
import { TrialState } from './trial-state.tsx'
import classes from './try.module.css'
import { TryLayout } from './try-layout.tsx'
import { tryTexts } from './try-texts.ts'
import { useTrial } from './use-trial.ts'

const pauseMs = 500

/** How long the draft would take, and who would have how much to do: past instances, many times over. */
export function ForecastTrial({ document }: { document: ProcessDocument }) {
  const t = useText(tryTexts)
  const language = useLanguage()
  const names = useNames(document)
  const [typed, setTyped] = useState<number | null>(null)
  const [perWeek] = useDebouncedValue(typed, pauseMs)
  const query = useTrial<TriedForecast>(document, { name: 'forecast', input: perWeek === null ? {} : { perWeek } })
  const marks = useMemo(() => {
    const nodes = new Map(
      query.data?.nodes.map(({ node, minutes, tasks }): [string, NodeMarks] => [
        node,
        { extra: tasks > 0 ? lengthText((minutes / tasks) * 60, language) : undefined, badge: round(tasks) },
      ]),
    )
    return { nodeMarks: (key: string) => nodes.get(key), lineMarks: () => undefined }
  }, [query.data, language])
  return (
    <TryLayout drawing={document} {...marks}>
      <TrialState query={query}>
        {(forecast) =>
          forecast.from === 0 ? (
            <EmptyState compact icon="clock" title={t('forecastNone')} text={t('replayNoneText')} />
          ) : (
            <>
              <p className={classes.text}>
                {t('forecastText', {
                  from: forecast.from,
                  runs: forecast.runs,
                  perWeek: round(forecast.perWeek),
                })}
              </p>
              <NumberInput
                label={t('perWeek')}
                min={0}
                max={100_000}
                value={typed ?? Number(round(forecast.perWeek))}
                onChange={(value) => setTyped(value === '' ? null : Number(value))}
              />
              <Result forecast={forecast} names={names} />
            </>
          )
        }
      </TrialState>
    </TryLayout>
  )
}

const round = (count: number): string => String(Math.round(count * 10) / 10)

function Result({ forecast: { lead, spread, people, unmeasured }, names }: { forecast: TriedForecast; names: Names }) {
  const t = useText(tryTexts)
  const language = useLanguage()
  const length = (minutes: number) => lengthText(minutes * 60, language)
  const most = Math.max(1, ...spread.map(({ runs }) => runs))
  return (
    <>
      {lead ? (
        <div className={classes.figures}>
          <div>
            <b>{length(lead.p50)}</b>
            <span className={classes.text}>{t('half')}</span>
          </div>
          <div>
            <b>{length(lead.p90)}</b>
            <span className={classes.text}>{t('most')}</span>
          </div>
        </div>
      ) : null}
      <section className={classes.section}>
        <h3 className={classes.title}>{t('spread')}</h3>
        <div className={classes.bars} role="img" aria-label={t('spread')}>
          {spread.map(({ to, runs }) => (
            <span key={to} style={{ height: `${(runs / most) * 100}%` }} title={`≤ ${length(to)}: ${runs}`} />
          ))}
        </div>
        <div className={classes.axis}>
          <span>0</span>
          <span>{length(spread.at(-1)?.to ?? 0)}</span>
        </div>
      </section>
      <section className={classes.section}>
        <h3 className={classes.title}>{t('perPerson')}</h3>
        <table className={classes.table}>
          <thead>
            <tr>
              <th />
              <th>{t('tasks')}</th>
              <th>{t('hours')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ user, tasks, minutes }) => (
              <tr key={user}>
                <td>
                  <span className={classes.row}>
                    <PersonAvatar name={names.person(user)} seed={user} />
                    {names.person(user)}
                  </span>
                </td>
                <td>{round(tasks)}</td>
                <td>{length(minutes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {unmeasured.length > 0 ? (
        <p className={classes.text}>{t('unmeasured', { nodes: names.nodes(unmeasured) })}</p>
      ) : null}
    </>
  )
}
