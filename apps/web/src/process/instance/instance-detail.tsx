import type { InstanceView } from '@mortise/api'
import {
  ActionIcon,
  Alert,
  EmptyState,
  ErrorState,
  FormSkeletons,
  StatusChip,
  Tabs,
  Tooltip,
  toast,
  useLocalize,
  useText,
} from '@mortise/ui'
import { IconArrowLeft, IconExternalLink, IconLink, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ApiError, messageOf, requestIdOf } from '../../api/api-error.ts'
import { appQuery, type RunningApp } from '../../api/app-description.ts'
import { instanceQuery, newClick, processes, refreshProcesses } from '../../api/processes.ts'
import { useSession } from '../../api/session.ts'
import { openWindow } from '../../runtime/command/open-window.ts'
import { RunningAppServices } from '../../shell/running-app-services.tsx'
import { ActBar } from '../act/act-bar.tsx'
import type { TaskFormHandle } from '../act/task-form-handle.ts'
import { taskTexts } from '../tasks/task-texts.ts'
import { AnswerLinks } from './answer-link.tsx'
import { Incidents } from './incidents.tsx'
import classes from './instance-detail.module.css'
import { lateBefore } from './instance-story.ts'
import { instanceTexts } from './instance-texts.ts'
import { Moment } from './moment.tsx'
import { InstanceProgress } from './progress.tsx'
import { RecordReading } from './record-reading.tsx'
import { Repetitions } from './repetitions.tsx'
import { statusLook } from './status-look.ts'
import { Story } from './story.tsx'
import { TaskForm } from './task-form.tsx'
import { visitOf } from './task-record.ts'
import { useNames } from './use-names.ts'

export interface InstanceDetailProps {
  id: string
  /** Which of one's tasks is meant. */
  visit?: number | undefined
  /** The task is off the desk: on to the next one. */
  onDone?(): void
  /** There is a way back. */
  onClose?: (() => void) | undefined
  /** Whether A and R decide. */
  keys?: boolean
}

/** A running process for whoever has to do with it: its record in the rights of the task, its story, what can be done. */
export function InstanceDetail({ id, ...props }: InstanceDetailProps) {
  const t = useText(instanceTexts)
  const query = useQuery(instanceQuery(id))
  const app = useQuery({ ...appQuery(query.data?.app ?? ''), enabled: query.data !== undefined })
  const error = query.data ? app.error : query.error
  if (error instanceof ApiError && (error.status === 404 || error.status === 400))
    return (
      <Frame {...props}>
        <EmptyState icon="file-text" title={t('missing')} text={t('missingText')} />
      </Frame>
    )
  if (error)
    return (
      <Frame {...props}>
        <ErrorState
          title={t('failed')}
          message={messageOf(error)}
          errorId={requestIdOf(error)}
          onRetry={() => void (query.error ? query.refetch() : app.refetch())}
        />
      </Frame>
    )
  if (!query.data || !app.data)
    return (
      <Frame {...props}>
        <FormSkeletons fields={8} />
      </Frame>
    )
  return (
    <RunningAppServices app={app.data}>
      <Loaded {...props} view={query.data} app={app.data} />
    </RunningAppServices>
  )
}

function Frame({ onClose, children }: Pick<InstanceDetailProps, 'onClose'> & { children: React.ReactNode }) {
  return (
    <div className={classes.frame}>
      <header className={classes.head}>{onClose ? <Back onClose={onClose} /> : null}</header>
      <div className={classes.scroll}>{children}</div>
    </div>
  )
}

type LoadedProps = Omit<InstanceDetailProps, 'id'> & { view: InstanceView; app: RunningApp }

function Loaded({ view, visit: wanted, onDone, onClose, keys = true }: LoadedProps) {
  const t = useText(instanceTexts)
  const { user } = useSession()
  const form = useRef<TaskFormHandle>(null)
  const [tab, setTab] = useState<string | null>('details')
  const [notice, setNotice] = useState<string | null>(null)
  const visit = visitOf(view, wanted, user.id)
  const task = view.can.tasks.find((one) => one.visit === visit)
  useSeen(view, task?.visit)
  useRead(view)
  return (
    <div className={classes.frame}>
      <Head view={view} onClose={onClose} />
      <Tabs value={tab} onChange={setTab} className={classes.tabs} keepMounted={false}>
        <Tabs.List className={classes.tabList}>
          <Tabs.Tab value="details">{t('details')}</Tabs.Tab>
          <Tabs.Tab value="progress">{t('progress')}</Tabs.Tab>
        </Tabs.List>
        {/* What was typed into the form stays while the drawing is looked at. */}
        <Tabs.Panel value="details" keepMounted className={classes.panel}>
          <div className={classes.scroll}>
            {notice ? (
              <Alert color="yellow" mb="md" role="alert" withCloseButton onClose={() => setNotice(null)}>
                {notice}
              </Alert>
            ) : null}
            <Incidents view={view} onStale={setNotice} />
            <Repetitions view={view} onStale={setNotice} />
            {task ? <YourTurn view={view} task={task} /> : null}
            <AnswerLinks view={view} />
            <div className={classes.record}>
              <Details view={view} visit={visit} task={task} form={form} />
            </div>
            <Story view={view} visit={task?.visit} />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="progress" className={classes.panel}>
          <InstanceProgress view={view} />
        </Tabs.Panel>
      </Tabs>
      <ActBar
        key={task?.visit ?? 0}
        view={view}
        task={task}
        form={form}
        keys={keys}
        onDone={() => onDone?.()}
        onStale={setNotice}
      />
    </div>
  )
}

interface DetailsProps {
  view: InstanceView
  visit: number | null
  task: InstanceView['can']['tasks'][number] | undefined
  form: React.RefObject<TaskFormHandle | null>
}

function Details({ view, visit, task, form }: DetailsProps) {
  const t = useText(instanceTexts)
  if (view.entity === null || view.recordId === null) return <p className={classes.hint}>{t('noRecord')}</p>
  if (visit === null) return <RecordReading entity={view.entity} id={view.recordId} />
  return <TaskForm view={view} visit={visit} task={task} handle={form} />
}

function Head({ view, onClose }: { view: InstanceView; onClose?: (() => void) | undefined }) {
  const t = useText(instanceTexts)
  const tasks = useText(taskTexts)
  const localize = useLocalize()
  const names = useNames(view.drawing)
  const look = statusLook(view)
  const { entity, recordId: record } = view
  return (
    <header className={classes.head}>
      {onClose ? <Back onClose={onClose} /> : null}
      <div className={classes.words}>
        <div className={classes.titleLine}>
          <h2 className={classes.title}>{view.title}</h2>
          <StatusChip colour={look.colour}>{tasks(look.text)}</StatusChip>
        </div>
        <div className={classes.meta}>
          {localize(view.processLabel)} · {view.initiator ? names.person(view.initiator) : t('system')} ·{' '}
          <Moment at={view.startedAt} />
        </div>
      </div>
      <div className={classes.buttons}>
        <Tooltip label={t('copyLink')}>
          <ActionIcon size="lg" aria-label={t('copyLink')} onClick={() => void copyLink(view.id)}>
            <IconLink size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('print')}>
          <ActionIcon size="lg" aria-label={t('print')} onClick={() => openWindow(processes.printUrl(view.id))}>
            <IconPrinter size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        {entity && record ? (
          <Tooltip label={t('openRecord')}>
            <ActionIcon
              size="lg"
              aria-label={t('openRecord')}
              renderRoot={(props) => (
                <Link to="/a/$app/$entity/$id" params={{ app: view.app, entity, id: record }} {...props} />
              )}
            >
              <IconExternalLink size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </div>
    </header>
  )
}

function Back({ onClose }: { onClose(): void }) {
  const t = useText(instanceTexts)
  return (
    <ActionIcon size="xl" aria-label={t('back')} onClick={onClose}>
      <IconArrowLeft size={20} aria-hidden />
    </ActionIcon>
  )
}

/** That it is this person's turn, at which step, in whose place, and why they are asked. */
function YourTurn({ view, task }: { view: InstanceView; task: InstanceView['can']['tasks'][number] }) {
  const t = useText(instanceTexts)
  const localize = useLocalize()
  const names = useNames(view.drawing)
  const { user } = useSession()
  const asked = view.tasks.find(({ visit, actor }) => visit === task.visit && actor === task.actor)
  const late = asked ? lateBefore(view, asked) : null
  const parts = [
    asked && asked.user !== user.id && t('inPlaceOf', { name: names.person(asked.user) }),
    late !== null && t('cameLate', { name: names.person(late) }),
    asked?.reason && localize(asked.reason),
  ].filter((part) => typeof part === 'string')
  return (
    <p className={classes.turn}>
      <span>{t('yourTurn', { node: names.node(task.node) })}</span>
      {parts.length > 0 ? <span className={classes.meta}> · {parts.join(' · ')}</span> : null}
    </p>
  )
}

/** Says once that the task has been seen. */
function useSeen(view: InstanceView, visit: number | undefined): void {
  const { user } = useSession()
  const asked = view.tasks.find((task) => task.visit === visit && task.user === user.id)
  const unseen = asked?.state === 'pending' && asked.seenAt === null
  const said = useRef<number | null>(null)
  useEffect(() => {
    if (!unseen || visit === undefined || said.current === visit) return
    said.current = visit
    // What comes too late here makes no difference: the view is read again anyway.
    void processes
      .act(view.id, visit, { act: { do: 'see' }, key: newClick() })
      .then(refreshProcesses)
      .catch(() => undefined)
  }, [view.id, visit, unseen])
}

/** Says once that somebody who was shown it has read it. */
function useRead({ id, tasks }: InstanceView): void {
  const { user } = useSession()
  const unread = tasks.some((task) => task.user === user.id && task.state === 'notified' && task.seenAt === null)
  const said = useRef(false)
  useEffect(() => {
    if (!unread || said.current) return
    said.current = true
    // The next look says it again.
    void processes
      .readCopies([id])
      .then(refreshProcesses)
      .catch(() => undefined)
  }, [id, unread])
}

async function copyLink(id: string): Promise<void> {
  await navigator.clipboard?.writeText(`${location.origin}/tasks/${id}`)
  toast(instanceTexts.t('linkCopied'))
}
