import type { ChosenPeople, PathPreview, PathStep, StartableProcess } from '@mortise/api'
import { PersonAvatar, RowSkeletons, StatusChip, useLocalize, useText } from '@mortise/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { useDirectory } from '../../api/directory.ts'
import { processes } from '../../api/processes.ts'
import { ActSheet } from '../act/act-sheet.tsx'
import { PeoplePicker } from '../act/person-picker.tsx'
import { useRun } from '../act/use-run.ts'
import classes from './start.module.css'
import { startTexts } from './start-texts.ts'

interface StartDialogProps {
  app: string
  recordId: string
  process: StartableProcess
  onClose(): void
}

/** Before a process is started: the way it would go and who would be asked, and whom the initiator has to choose. */
export function StartDialog({ app, recordId, process, onClose }: StartDialogProps) {
  const t = useText(startTexts)
  const localize = useLocalize()
  const [chosen, setChosen] = useState<ChosenPeople>({})
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const preview = useQuery({
    queryKey: ['preview', app, process.key, recordId, chosen],
    queryFn: ({ signal }) => processes.preview(app, process.key, { recordId, chosen }, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const run = useRun(setFailure)
  const choices = preview.data?.choices ?? []
  const peopleFor = (node: string, before: readonly string[]) => chosen[node] ?? [...before]
  const missing = choices.filter(({ node, chosen: before }) => peopleFor(node, before).length === 0)
  async function submit() {
    setTried(true)
    setFailure(null)
    if (missing.length > 0) return
    const people = Object.fromEntries(choices.map(({ node, chosen: before }) => [node, peopleFor(node, before)]))
    const { done } = await run.run({
      name: 'start',
      done: t('started'),
      send: ({ key }) =>
        processes.start(app, process.key, { recordId, key, ...(choices.length > 0 && { chosen: people }) }),
    })
    if (done) onClose()
  }
  const name = localize(process.label)
  return (
    <ActSheet
      title={t('start', { name })}
      submit={t('submit')}
      busy={run.busy !== null}
      failure={failure ?? run.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {process.description ? <p className={classes.hint}>{localize(process.description)}</p> : null}
      {choices.map(({ node, label, among, most, chosen: before }) => (
        <PeoplePicker
          key={node}
          label={t('choose', { node: localize(label) })}
          description={t('chooseMost', { count: most })}
          error={tried && peopleFor(node, before).length === 0 ? t('needChoice') : undefined}
          among={among}
          most={most}
          value={peopleFor(node, before)}
          onChange={(users) => setChosen({ ...chosen, [node]: users })}
        />
      ))}
      <section>
        <h3 className={classes.title}>{t('preview')}</h3>
        <p className={classes.hint}>{preview.error ? t('previewFailed') : t('previewText')}</p>
        {preview.error ? <p className={classes.hint}>{messageOf(preview.error)}</p> : null}
        {preview.isPending ? <RowSkeletons rows={3} height={44} /> : null}
        {preview.data ? <Path preview={preview.data} /> : null}
      </section>
    </ActSheet>
  )
}

/** The people on the way; nodes that work by themselves would only be in the way. */
function Path({ preview }: { preview: PathPreview }) {
  const t = useText(startTexts)
  const shown = preview.steps.filter(({ people, incident }) => people !== null || incident !== null)
  return (
    <>
      <ol className={classes.path}>
        {shown.map((step, index) => (
          <Step key={`${step.node}/${index}`} step={step} />
        ))}
      </ol>
      {preview.problem ? <p className={classes.bad}>{preview.problem.message}</p> : null}
      {preview.end === 'waits' ? <p className={classes.hint}>{t('previewWaits')}</p> : null}
      {shown.length === 0 && !preview.problem ? <p className={classes.hint}>{t('passed')}</p> : null}
    </>
  )
}

function Step({ step }: { step: PathStep }) {
  const t = useText(startTexts)
  const localize = useLocalize()
  const { people } = useDirectory()
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? ''
  return (
    <li className={classes.step}>
      <div className={classes.node}>{localize(step.label)}</div>
      {step.lotOf === null ? null : <div className={classes.hint}>{t('byLot', { count: step.lotOf })}</div>}
      {step.incident ? <div className={classes.bad}>{t('previewIncident')}</div> : null}
      <ul className={classes.people}>
        {(step.people ?? []).map(({ user, reason, passed }) => (
          <li key={user} className={classes.person}>
            <PersonAvatar name={nameOf(user)} seed={user} size={24} />
            <span>{nameOf(user)}</span>
            {reason ? <span className={classes.hint}>{localize(reason)}</span> : null}
            {passed ? (
              <StatusChip size="sm" colour="green">
                {t('passed')}
              </StatusChip>
            ) : null}
          </li>
        ))}
      </ul>
    </li>
  )
}
