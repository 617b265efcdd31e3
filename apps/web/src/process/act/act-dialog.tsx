import type { InstanceView, OpenTask } from '@mortise/api'
import { Input, NumberInput, SegmentedControl, Select, Textarea, useLocalize, useText } from '@mortise/ui'
import { useState } from 'react'
import { useDirectory } from '../../api/directory.ts'
import { useSession } from '../../api/session.ts'
import {
  type ActDraft,
  demandsComment,
  demandsReason,
  demandsSignature,
  problemOf,
  reasonsFor,
  type TaskAct,
} from './act-draft.ts'
import { ActSheet } from './act-sheet.tsx'
import { actTexts } from './act-texts.ts'
import { PeoplePicker, PersonPicker } from './person-picker.tsx'
import { SignaturePad } from './signature-pad.tsx'

export interface ActDialogProps {
  act: TaskAct
  /** What the button that led here says. */
  label: string
  view: InstanceView
  task: Pick<OpenTask, 'visit' | 'demands' | 'choices' | 'returnTo' | 'resubmit'>
  start: ActDraft
  busy: boolean
  failure: string | null
  onSubmit(draft: ActDraft): void
  onClose(): void
}

/** What an act on a task asks for: only what belongs to it, and what the node demands. */
export function ActDialog({ act, label, view, task, start, busy, failure, onSubmit, onClose }: ActDialogProps) {
  const [draft, setDraft] = useState(start)
  const [tried, setTried] = useState(false)
  const problem = tried ? problemOf(act, draft, task) : null
  const change = (part: Partial<ActDraft>) => setDraft((before) => ({ ...before, ...part }))
  const fields = { act, view, task, draft, problem, change }
  return (
    <ActSheet
      title={label}
      submit={label}
      danger={act === 'reject'}
      busy={busy}
      failure={failure}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (problemOf(act, draft, task) === null) onSubmit(draft)
      }}
    >
      <Targets {...fields} />
      <Choices {...fields} />
      <Remarks {...fields} />
    </ActSheet>
  )
}

interface FieldsProps {
  act: TaskAct
  view: InstanceView
  task: ActDialogProps['task']
  draft: ActDraft
  problem: ReturnType<typeof problemOf>
  change(part: Partial<ActDraft>): void
}

/** Whom or where to: only some acts lead anywhere. */
function Targets(props: FieldsProps) {
  const { act } = props
  if (act === 'transfer' || act === 'delegate') return <OnePerson {...props} />
  if (act === 'add_signer') return <NewSigners {...props} />
  if (act === 'remove_signer') return <Removed {...props} />
  return act === 'return' ? <ReturnTarget {...props} /> : null
}

function OnePerson({ act, draft, problem, change }: FieldsProps) {
  const t = useText(actTexts)
  const { user } = useSession()
  return (
    <PersonPicker
      label={t(act === 'transfer' ? 'transferTo' : 'delegateTo')}
      description={t(act === 'transfer' ? 'transferHint' : 'delegateHint')}
      error={problem === 'needPerson' ? t(problem) : undefined}
      without={[user.id]}
      autoFocus
      value={draft.to}
      onChange={(to) => change({ to })}
    />
  )
}

const sides = ['before', 'after', 'beside'] as const
const rules = ['all', 'any', 'in_turn', 'vote'] as const

function NewSigners({ draft, problem, change }: FieldsProps) {
  const t = useText(actTexts)
  const { user } = useSession()
  return (
    <>
      <PeoplePicker
        label={t('signers')}
        error={problem === 'needPeople' ? t(problem) : undefined}
        without={[user.id]}
        autoFocus
        value={draft.users}
        onChange={(users) => change({ users })}
      />
      <Input.Wrapper label={t('side')} description={t(`${draft.side}Hint`)}>
        <SegmentedControl
          fullWidth
          value={draft.side}
          onChange={(side) => change({ side: side as ActDraft['side'] })}
          data={sides.map((value) => ({ value, label: t(value) }))}
        />
      </Input.Wrapper>
      {draft.users.length > 1 ? (
        <Select
          label={t('rule')}
          allowDeselect={false}
          data={rules.map((value) => ({ value, label: t(`rule_${value}`) }))}
          value={draft.rule}
          onChange={(rule) => change({ rule: (rule ?? 'all') as ActDraft['rule'] })}
        />
      ) : null}
      {draft.users.length > 1 && draft.rule === 'vote' ? (
        <NumberInput
          label={t('percent')}
          min={1}
          max={100}
          clampBehavior="strict"
          value={draft.percent}
          onChange={(value) => change({ percent: Number(value) || 50 })}
        />
      ) : null}
    </>
  )
}

function Removed({ view, task, draft, problem, change }: FieldsProps) {
  const t = useText(actTexts)
  const { people } = useDirectory()
  const { user } = useSession()
  const asked = view.tasks.filter(
    ({ visit, state, user: who }) =>
      visit === task.visit && who !== user.id && ['pending', 'waiting', 'standby'].includes(state),
  )
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id
  return (
    <Select
      label={t('removed')}
      error={problem === 'needPerson' ? t(problem) : undefined}
      data={asked.map((one) => ({ value: String(one.actor), label: nameOf(one.user) }))}
      value={draft.actor === null ? null : String(draft.actor)}
      onChange={(actor) => change({ actor: actor === null ? null : Number(actor) })}
    />
  )
}

function ReturnTarget({ task, draft, problem, change }: FieldsProps) {
  const t = useText(actTexts)
  const localize = useLocalize()
  return (
    <>
      <Select
        label={t('returnTo')}
        error={problem === 'needTarget' ? t(problem) : undefined}
        allowDeselect={false}
        data={task.returnTo.map(({ node, label }) => ({ value: node, label: localize(label) }))}
        value={draft.to}
        onChange={(to) => change({ to })}
      />
      {task.resubmit === 'choice' ? (
        <Input.Wrapper label={t('back')}>
          <SegmentedControl
            fullWidth
            value={draft.back}
            onChange={(back) => change({ back: back as ActDraft['back'] })}
            data={[
              { value: 'again', label: t('again') },
              { value: 'straight_back', label: t('straight_back') },
            ]}
          />
        </Input.Wrapper>
      ) : null}
    </>
  )
}

/** Whoever agrees may have to say who is asked further on. */
function Choices({ act, task, draft, problem, change }: FieldsProps) {
  const t = useText(actTexts)
  const localize = useLocalize()
  if (act !== 'approve') return null
  return task.choices.map(({ node, label, among, most }) => (
    <PeoplePicker
      key={node}
      label={t('choose', { node: localize(label) })}
      description={t('chooseMost', { count: most })}
      error={problem === 'needChoice' && !draft.chosen[node]?.length ? t(problem) : undefined}
      among={among}
      most={most}
      value={draft.chosen[node] ?? []}
      onChange={(users) => change({ chosen: { ...draft.chosen, [node]: users } })}
    />
  ))
}

function Remarks({ act, view, task, draft, problem, change }: FieldsProps) {
  const t = useText(actTexts)
  const localize = useLocalize()
  const reasons = reasonsFor(act, task.demands)
  const needed = demandsComment(act, task.demands)
  return (
    <>
      {reasons.length > 0 ? (
        <Select
          label={t(demandsReason(act, task.demands) ? 'reason' : 'reasonOptional')}
          placeholder={t('reasonPlaceholder')}
          withAsterisk={demandsReason(act, task.demands)}
          clearable={!demandsReason(act, task.demands)}
          error={problem === 'needReason' ? t(problem) : undefined}
          data={reasons.map(({ key, label }) => ({ value: key, label: localize(label) }))}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      ) : null}
      <Textarea
        label={t(needed ? 'opinionNeeded' : 'opinion')}
        withAsterisk={needed}
        error={problem === 'needComment' ? t(problem) : undefined}
        data-autofocus={act === 'reject' || act === 'approve' || undefined}
        maxLength={10_000}
        minRows={3}
        value={draft.comment}
        onChange={(event) => change({ comment: event.currentTarget.value })}
      />
      {demandsSignature(act, task.demands) ? (
        <div>
          <SignaturePad
            app={view.app}
            error={problem === 'needSignature' ? t(problem) : undefined}
            onSigned={(signature) => change({ signature })}
          />
        </div>
      ) : null}
    </>
  )
}
