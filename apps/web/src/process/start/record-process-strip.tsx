import type { RecordInstance, StartableProcess } from '@mortise/api'
import { Button, Drawer, Menu, StatusChip, toastError, useLocalize, usePhone, useText } from '@mortise/ui'
import { IconHistory, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { instanceQuery } from '../../api/processes.ts'
import { RoutePending } from '../../shell/route-pending.tsx'
import { statusLook } from '../instance/status-look.ts'
import { useNames } from '../instance/use-names.ts'
import { taskTexts } from '../tasks/task-texts.ts'
import classes from './start.module.css'
import { StartDialog } from './start-dialog.tsx'
import { startTexts } from './start-texts.ts'

const InstanceDetail = lazy(async () => ({
  default: (await import('../instance/instance-detail.tsx')).InstanceDetail,
}))

export interface RecordProcessStripProps {
  app: string
  recordId: string
  startable: readonly StartableProcess[]
  instances: readonly RecordInstance[]
  /** What is typed and not saved would not be what is decided on. */
  isDirty(): boolean
}

/** What of processes concerns a record: what runs and whose turn it is, what was, and what may be started. */
export function RecordProcessStrip({ app, recordId, startable, instances, isDirty }: RecordProcessStripProps) {
  const t = useText(startTexts)
  const localize = useLocalize()
  const [starting, setStarting] = useState<StartableProcess | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  const phone = usePhone()
  const running = instances.filter(({ status }) => status === 'running')
  const [last] = instances
  const shown = running.length > 0 ? running : last ? [last] : []
  const others = instances.filter((instance) => !shown.includes(instance))
  function begin(process: StartableProcess) {
    if (isDirty()) toastError(t('unsaved'))
    else setStarting(process)
  }
  const startButtons = startable.map((process) => (
    <Button key={process.key} size="xs" leftSection={<IconSend size={14} aria-hidden />} onClick={() => begin(process)}>
      {t('start', { name: localize(process.label) })}
    </Button>
  ))
  return (
    <section aria-label={t('processes')}>
      {shown.map((instance, index) => (
        <InstanceStrip key={instance.id} instance={instance} onOpen={setOpen}>
          {index === 0 && others.length > 0 ? <Earlier instances={others} onOpen={setOpen} /> : null}
          {index === 0 ? startButtons : null}
        </InstanceStrip>
      ))}
      {shown.length === 0 ? <div className={classes.strip}>{startButtons}</div> : null}
      {starting ? (
        <StartDialog app={app} recordId={recordId} process={starting} onClose={() => setStarting(null)} />
      ) : null}
      <Drawer
        opened={open !== null}
        onClose={() => setOpen(null)}
        position={phone ? 'bottom' : 'right'}
        size={phone ? '100%' : 760}
        title={t('processes')}
        padding={0}
        styles={drawerStyles}
      >
        <Suspense fallback={<RoutePending />}>
          {open ? <InstanceDetail key={open} id={open} onDone={() => setOpen(null)} keys={false} /> : null}
        </Suspense>
      </Drawer>
    </section>
  )
}

/** What is inside scrolls by itself: its buttons stay at the bottom. */
const drawerStyles = {
  header: { padding: '8px 12px 8px 24px' },
  content: { display: 'flex', flexDirection: 'column' },
  body: { display: 'flex', flex: 1, minHeight: 0 },
} as const

interface InstanceStripProps {
  instance: RecordInstance
  onOpen(id: string): void
  children: React.ReactNode
}

function InstanceStrip({ instance, onOpen, children }: InstanceStripProps) {
  const t = useText(startTexts)
  const tasks = useText(taskTexts)
  const localize = useLocalize()
  const { data } = useQuery({ ...instanceQuery(instance.id), enabled: instance.status === 'running' })
  const names = useNames(data?.drawing ?? { nodes: [], transitions: [] })
  const look = statusLook(data ?? instance)
  const yours = (data?.can.tasks.length ?? 0) > 0
  const stands = data?.visits.find(
    ({ state, needs }) => state === 'open' && (needs === 'people' || needs === 'incident'),
  )
  const asked = data?.tasks.filter(({ visit, state }) => visit === stands?.id && state === 'pending') ?? []
  const where = stands
    ? [names.node(stands.node), names.people(asked.map(({ user }) => user))].filter(Boolean).join(' · ')
    : null
  return (
    <div className={classes.strip} data-yours={yours || undefined}>
      <div className={classes.words}>
        <strong>{localize(instance.processLabel)}</strong>
        <StatusChip size="sm" colour={look.colour}>
          {tasks(look.text)}
        </StatusChip>
        {yours ? <span>{t('waitsForYou')}</span> : where ? <span className={classes.hint}>{where}</span> : null}
      </div>
      <div className={classes.buttons}>
        {children}
        <Button size="xs" variant={yours ? 'filled' : 'default'} onClick={() => onOpen(instance.id)}>
          {t(yours ? 'handle' : 'open')}
        </Button>
      </div>
    </div>
  )
}

function Earlier({ instances, onOpen }: { instances: readonly RecordInstance[]; onOpen(id: string): void }) {
  const t = useText(startTexts)
  const tasks = useText(taskTexts)
  const localize = useLocalize()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="xs" variant="subtle" color="gray" leftSection={<IconHistory size={14} aria-hidden />}>
          {t('earlier', { count: instances.length })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {instances.map((instance) => (
          <Menu.Item key={instance.id} onClick={() => onOpen(instance.id)}>
            {t('ended', { process: localize(instance.processLabel), status: tasks(statusLook(instance).text) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
