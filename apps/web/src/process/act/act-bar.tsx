import type { InstanceView, OpenTask } from '@mortise/api'
import { ActionIcon, Button, Menu, Textarea, toastError, usePhone, useShortcuts, useText } from '@mortise/ui'
import { IconDots, IconMessage } from '@tabler/icons-react'
import { type RefObject, useState } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { processes } from '../../api/processes.ts'
import { lookOf } from '../canvas/canvas-look.ts'
import classes from './act.module.css'
import { ActDialog } from './act-dialog.tsx'
import { type ActDraft, bodyOf, isEnough, newDraft, type TaskAct } from './act-draft.ts'
import { actTexts } from './act-texts.ts'
import { InstanceDialog } from './instance-dialog.tsx'
import { type InstanceAct, type RareAct, rareActs } from './rare-acts.ts'
import type { TaskFormHandle } from './task-form-handle.ts'
import { useInstanceActs } from './use-instance-acts.ts'
import { useRun } from './use-run.ts'

export interface ActBarProps {
  view: InstanceView
  /** What waits for this person. */
  task: OpenTask | undefined
  form: RefObject<TaskFormHandle | null>
  /** Whether A and R decide. */
  keys: boolean
  /** The task is off the desk of this person. */
  onDone(): void
  /** Why something came too late. */
  onStale(message: string): void
}

/** What is a button of its own where there is nothing to decide. */
const beside: ReadonlySet<RareAct> = new Set<RareAct>(['recall', 'urge', 'take_back'])
/** Decisions take along what was typed into the form. */
const withForm: ReadonlySet<TaskAct> = new Set(['approve', 'reject', 'return'])
const leaving: ReadonlySet<TaskAct> = new Set(['approve', 'reject', 'return', 'transfer', 'delegate'])

/** What can be done with an instance, within reach of the thumb: deciding beside each other, the rest in a menu. */
export function ActBar(props: ActBarProps) {
  const { view, task, keys } = props
  const t = useText(actTexts)
  const phone = usePhone()
  const acts = useActs(props)
  const instance = useInstanceActs(view, acts.run)
  const rare = rareActs(view, task)
  const direct = task ? [] : rare.filter((act) => beside.has(act)).slice(0, 2)
  const inMenu = rare.filter((act) => !direct.includes(act))
  const start = (act: RareAct) => (isOfInstance(act) ? instance.begin(act) : acts.begin(act))
  useShortcuts(
    {
      a: () => acts.offers('approve') && acts.begin('approve'),
      r: () => acts.offers('reject') && acts.begin('reject'),
    },
    keys && task !== undefined,
  )
  if (!task && rare.length === 0) return null
  const busy = acts.run.busy
  return (
    <section className={classes.bar} aria-label={t('actions')} data-act-bar>
      {task && !phone ? (
        <Textarea
          className={classes.opinion}
          aria-label={t('comment')}
          placeholder={t('opinion')}
          minRows={1}
          maxRows={5}
          maxLength={10_000}
          value={acts.comment}
          onChange={(event) => acts.setComment(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes.buttons}>
        {phone && acts.offers('approve') ? (
          <ActionIcon
            size="lg"
            variant="default"
            aria-label={t('withComment')}
            data-square
            onClick={acts.beginWithComment}
          >
            <IconMessage size={17} aria-hidden />
          </ActionIcon>
        ) : null}
        {inMenu.length > 0 ? (
          <Menu position="top-end" withinPortal>
            <Menu.Target>
              <ActionIcon size="lg" variant="default" aria-label={t('more')} data-square>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {inMenu.map((act) => (
                <Menu.Item key={act} onClick={() => start(act)} color={act === 'stop' ? 'red' : undefined}>
                  {t(act)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
        {direct.map((act) => (
          <Button key={act} variant="default" data-grow loading={busy === act} onClick={() => start(act)}>
            {t(act)}
          </Button>
        ))}
        {acts.offers('return') ? (
          <Button variant="default" data-grow loading={busy === 'return'} onClick={() => acts.begin('return')}>
            {t('return')}
          </Button>
        ) : null}
        {acts.offers('reject') ? (
          <Button
            variant="light"
            color="red"
            data-grow
            loading={busy === 'reject'}
            onClick={() => acts.begin('reject')}
          >
            {t('reject')}
          </Button>
        ) : null}
        {acts.offers('approve') ? (
          <Button data-grow loading={busy === 'approve'} onClick={() => acts.begin('approve')}>
            {acts.approveLabel}
          </Button>
        ) : null}
      </div>
      {acts.dialog}
      {instance.open ? (
        <InstanceDialog view={view} act={instance.open} run={acts.run} onClose={instance.close} />
      ) : null}
    </section>
  )
}

const ofInstance: ReadonlySet<string> = new Set<InstanceAct>(['recall', 'stop', 'urge', 'copy', 'jump', 'override'])
const isOfInstance = (act: RareAct): act is InstanceAct | 'take_back' => ofInstance.has(act) || act === 'take_back'

/** Acts on the task: at once where a click is enough, else by a dialog. */
function useActs({ view, task, form, onDone, onStale }: ActBarProps) {
  const t = useText(actTexts)
  const [open, setOpen] = useState<TaskAct | null>(null)
  const [comment, setComment] = useState('')
  const run = useRun((message) => {
    setOpen(null)
    onStale(message)
  })
  const node = view.drawing.nodes.find(({ key }) => key === task?.node)
  // Of beginnings and ends, only beginnings have tasks.
  const isStart = node !== undefined && lookOf(node.type).shape === 'pill'
  const approveLabel = isStart ? t('submit') : task?.acts.includes('reject') ? t('approve') : t('finish')
  const labelOf = (act: TaskAct) => (act === 'approve' ? approveLabel : t(act === 'see' ? 'more' : act))
  const offers = (act: TaskAct) => task?.acts.includes(act) === true
  async function submit(act: TaskAct, draft: ActDraft) {
    if (!task) return null
    const { done, failure } = await run.run({
      name: act,
      done: act === 'approve' && isStart ? t('done_submit') : t(`done_${act as Exclude<TaskAct, 'see'>}`),
      async send({ key, confirmed }) {
        const input = { act: bodyOf(act, draft, task, confirmed), actor: task.actor, key }
        const typed = withForm.has(act) && form.current?.isDirty() ? form.current : null
        try {
          await (typed ? typed.decide(input) : processes.act(view.id, task.visit, input))
        } catch (error) {
          const missing = error instanceof ApiError ? (error.body?.problems ?? []) : []
          if (missing.length > 0) form.current?.show(missing.map(({ path }) => path))
          throw error
        }
      },
    })
    if (done) {
      setOpen(null)
      setComment('')
      if (leaving.has(act)) onDone()
    }
    return failure
  }
  async function begin(act: TaskAct) {
    if (!task || run.busy) return
    run.clear()
    const draft = { ...newDraft(act, task), comment }
    const claims = act === 'claim' || act === 'unclaim'
    if (!claims && !isEnough(act, draft, task)) return setOpen(act)
    // What fails without a dialog is said in passing; what was typed is still there.
    const failure = await submit(act, draft)
    if (failure) toastError(failure)
  }
  const dialog =
    task && open ? (
      <ActDialog
        key={open}
        act={open}
        label={labelOf(open)}
        view={view}
        task={task}
        start={{ ...newDraft(open, task), comment }}
        busy={run.busy !== null}
        failure={run.failure}
        onSubmit={(draft) => void submit(open, draft)}
        onClose={() => setOpen(null)}
      />
    ) : null
  return {
    run,
    begin: (act: TaskAct) => void begin(act),
    beginWithComment: () => setOpen('approve'),
    offers,
    comment,
    setComment,
    dialog,
    approveLabel,
  }
}
