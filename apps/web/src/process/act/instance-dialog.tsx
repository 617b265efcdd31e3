import type { InstanceView } from '@mortise/api'
import { SegmentedControl, Select, Textarea, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useState } from 'react'
import { useDirectory } from '../../api/directory.ts'
import { processes } from '../../api/processes.ts'
import { timeUntil } from '../instance/time-words.ts'
import classes from './act.module.css'
import { ActSheet } from './act-sheet.tsx'
import { actTexts } from './act-texts.ts'
import { PeoplePicker } from './person-picker.tsx'
import type { AskingAct } from './use-instance-acts.ts'
import type { Run } from './use-run.ts'

interface InstanceDialogProps {
  view: InstanceView
  act: AskingAct
  run: Run
  onClose(): void
}

interface Draft {
  text: string
  users: string[]
  /** The visit that is urged. */
  visit: string | null
  /** The node to jump to. */
  to: string | null
  /** The task that an administrator decides: visit/actor. */
  task: string | null
  verdict: 'approve' | 'reject'
}

/** What is done with the whole of an instance and asks for something first. */
export function InstanceDialog({ view, act, run, onClose }: InstanceDialogProps) {
  const t = useText(actTexts)
  const open = useOpenTasks(view)
  const [draft, setDraft] = useState<Draft>({
    ...{ text: '', users: [], to: view.can.jumpTo[0]?.node ?? null, verdict: 'approve' },
    visit: String(view.can.urge[0]?.visit ?? ''),
    task: open[0]?.value ?? null,
  })
  const [tried, setTried] = useState(false)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const problem = tried ? problemOf(act, draft) : null
  async function submit() {
    setTried(true)
    if (problemOf(act, draft)) return
    const { done } = await run.run({
      name: act,
      done: t(`done_${act}`),
      send: ({ key }) => send(view, act, draft, key),
    })
    if (done) onClose()
  }
  return (
    <ActSheet
      title={t(act)}
      submit={t(act)}
      danger={act === 'jump'}
      busy={run.busy !== null}
      failure={run.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {act === 'copy' ? (
        <PeoplePicker
          label={t('copyTo')}
          error={problem === 'needPeople' ? t(problem) : undefined}
          autoFocus
          value={draft.users}
          onChange={(users) => change({ users })}
        />
      ) : null}
      {act === 'urge' ? <UrgeFields view={view} draft={draft} change={change} /> : null}
      {act === 'jump' ? <JumpFields view={view} draft={draft} change={change} /> : null}
      {act === 'override' ? <OverrideFields open={open} draft={draft} change={change} /> : null}
      <Textarea
        label={t(act === 'copy' || act === 'urge' ? 'message' : 'comment')}
        withAsterisk={act === 'jump'}
        error={problem === 'needComment' ? t(problem) : undefined}
        maxLength={1000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </ActSheet>
  )
}

interface FieldsProps {
  view: InstanceView
  draft: Draft
  change(part: Partial<Draft>): void
}

function UrgeFields({ view, draft, change }: FieldsProps) {
  const t = useText(actTexts)
  const language = useLanguage()
  const nameOf = useNodeName(view)
  const again = view.can.urge.find(({ visit }) => String(visit) === draft.visit)?.again
  const waits = again && Date.parse(again) > Date.now()
  return (
    <>
      <p className={classes.hint}>
        {waits ? t('urgeAgain', { time: timeUntil(again, new Date(), language) }) : t('urgeText')}
      </p>
      {view.can.urge.length > 1 ? (
        <Select
          label={t('onBehalf')}
          allowDeselect={false}
          data={view.can.urge.map(({ visit }) => ({ value: String(visit), label: nameOf(visit) }))}
          value={draft.visit}
          onChange={(visit) => change({ visit })}
        />
      ) : null}
    </>
  )
}

function JumpFields({ view, draft, change }: FieldsProps) {
  const t = useText(actTexts)
  const localize = useLocalize()
  return (
    <Select
      label={t('jumpTo')}
      description={t('jumpHint')}
      allowDeselect={false}
      data={view.can.jumpTo.map(({ node, label }) => ({ value: node, label: localize(label) }))}
      value={draft.to}
      onChange={(to) => change({ to })}
    />
  )
}

function OverrideFields({
  open,
  draft,
  change,
}: Omit<FieldsProps, 'view'> & { open: ReturnType<typeof useOpenTasks> }) {
  const t = useText(actTexts)
  return (
    <>
      <p className={classes.hint}>{t('overrideHint')}</p>
      <Select
        label={t('onBehalf')}
        allowDeselect={false}
        data={open}
        value={draft.task}
        onChange={(task) => change({ task })}
      />
      <SegmentedControl
        fullWidth
        value={draft.verdict}
        onChange={(verdict) => change({ verdict: verdict as Draft['verdict'] })}
        data={[
          { value: 'approve', label: t('approve') },
          { value: 'reject', label: t('reject') },
        ]}
      />
    </>
  )
}

function useOpenTasks(view: InstanceView): { value: string; label: string }[] {
  const { people } = useDirectory()
  const nameOf = useNodeName(view)
  return view.tasks
    .filter(({ state, visit }) => state === 'pending' && view.visits.find(({ id }) => id === visit)?.state === 'open')
    .map(({ visit, actor, user }) => ({
      value: `${visit}/${actor}`,
      label: `${people.find(({ id }) => id === user)?.name ?? user} · ${nameOf(visit)}`,
    }))
}

function useNodeName(view: InstanceView): (visit: number) => string {
  const localize = useLocalize()
  return (visit) => {
    const key = view.visits.find(({ id }) => id === visit)?.node
    const node = view.drawing.nodes.find((one) => one.key === key)
    return node?.label ? localize(node.label) : (key ?? '')
  }
}

function problemOf(act: AskingAct, draft: Draft): 'needPeople' | 'needComment' | null {
  if (act === 'copy' && draft.users.length === 0) return 'needPeople'
  return act === 'jump' && draft.text.trim() === '' ? 'needComment' : null
}

function send(view: InstanceView, act: AskingAct, draft: Draft, key: string): Promise<unknown> {
  const text = draft.text.trim()
  const said = text && { text }
  const by: { readonly [Act in AskingAct]: () => Promise<unknown> } = {
    copy: () => processes.copy(view.id, { users: draft.users, ...said, key }),
    urge: () => processes.urge(view.id, { visit: Number(draft.visit), ...said, key }),
    jump: () => processes.jump(view.id, { to: draft.to ?? '', comment: text, key }),
    override() {
      const [visit = 0, actor = 0] = (draft.task ?? '').split('/').map(Number)
      const act = { do: draft.verdict, ...(text && { comment: text }) }
      return processes.act(view.id, visit, { act, actor, override: true, key })
    },
  }
  return by[act]()
}
