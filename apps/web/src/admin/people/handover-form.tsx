import type { AdminUser, HandoverInput, HandoverResult, OpenProcess, OpenWork } from '@mortise/api'
import { uuidv7 } from '@mortise/core'
import { Alert, Button, commonTexts, Group, Stack, Switch, useLocalize, useText } from '@mortise/ui'
import { useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf } from '../../api/api-error.ts'
import { useDirectory } from '../../api/directory.ts'
import { handoverTexts } from './handover-texts.ts'
import { HeirSelect } from './heir-select.tsx'
import classes from './people.module.css'

interface HandoverFormProps {
  user: AdminUser
  work: OpenWork
  /** What came of it, and who takes over from now on, if somebody does. */
  onDone(result: HandoverResult, heir: string | null): void
  onClose(): void
}

/** What somebody has open, and who takes over what of it. */
export function HandoverForm({ user, work, onDone, onClose }: HandoverFormProps) {
  const t = useText(handoverTexts)
  const common = useText(commonTexts)
  const localize = useLocalize()
  const handing = useHandingOver(user, work, onDone)
  const { name } = user
  const isIdle = work.tasks === 0 && work.started === 0 && work.agentFor === 0
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        void handing.submit()
      }}
    >
      <Stack gap="md">
        {handing.failure ? (
          <Alert color="red" variant="light" role="alert">
            {handing.failure}
          </Alert>
        ) : null}
        <p className={classes.quiet}>{isIdle ? t('nothing', { name }) : t('text')}</p>
        <HeirSelect
          label={t('to')}
          without={user.id}
          error={handing.tried && handing.to === null ? t('needHeir') : undefined}
          value={handing.to}
          onChange={handing.setTo}
        />
        <ByProcess work={work} user={user} heirs={handing.heirs} onHeir={handing.setHeir} />
        {work.agentFor > 0 ? <p className={classes.quiet}>{t('agentFor', { name, count: work.agentFor })}</p> : null}
        {work.started > 0 ? (
          <Switch
            label={t('starts')}
            description={t('startsHint')}
            checked={handing.starts}
            onChange={(event) => handing.setStarts(event.currentTarget.checked)}
          />
        ) : null}
        <Switch
          label={t('future')}
          description={t('futureHint', { name })}
          checked={handing.future}
          onChange={(event) => handing.setFuture(event.currentTarget.checked)}
        />
        {work.named.length > 0 ? (
          <p className={classes.quiet}>
            {t('named', { name, processes: work.named.map(({ label }) => localize(label)).join(' · ') })}
          </p>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={handing.busy}>
            {t('submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const nameOf = ({ app, process }: OpenProcess) => `${app}/${process}`

interface ByProcessProps {
  work: OpenWork
  user: AdminUser
  heirs: { [process: string]: string }
  onHeir(process: string, heir: string | null): void
}

/** How much there is of each process; of each somebody else may take over. */
function ByProcess({ work, user, heirs, onHeir }: ByProcessProps) {
  const t = useText(handoverTexts)
  const localize = useLocalize()
  if (work.processes.length === 0) return null
  return (
    <section aria-label={t('processes')}>
      <h3 className={classes.sectionTitle}>{t('processes')}</h3>
      <ul className={classes.handover}>
        {work.processes.map((one) => (
          <li key={nameOf(one)}>
            <div>
              <div>{localize(one.label)}</div>
              <div className={classes.quiet}>
                {[
                  one.tasks > 0 && t('tasks', { count: one.tasks }),
                  one.started > 0 && t('started', { count: one.started }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </div>
            <HeirSelect
              name={t('ofProcess', { process: localize(one.label) })}
              placeholder={t('asOthers')}
              without={user.id}
              clearable
              value={heirs[nameOf(one)] ?? null}
              onChange={(heir) => onHeir(nameOf(one), heir)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function useHandingOver(user: AdminUser, work: OpenWork, onDone: HandoverFormProps['onDone']) {
  const { people } = useDirectory()
  const [to, setTo] = useState<string | null>(work.successor)
  const [heirs, setHeirs] = useState<{ [process: string]: string }>({})
  const [starts, setStarts] = useState(true)
  const [future, setFuture] = useState(true)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  // Sent again after a lost connection, it is the same click.
  const [key] = useState(uuidv7)
  async function submit() {
    setTried(true)
    if (to === null || busy) return
    setBusy(true)
    setFailure(null)
    const input: HandoverInput = { to, processes: heirs, starts: starts && work.started > 0, future, key }
    try {
      const result = await api.post<HandoverResult>(`/admin/people/${user.id}/handover`, input)
      onDone(result, future ? (people.find(({ id }) => id === to)?.name ?? null) : null)
    } catch (error) {
      setFailure(messageOf(error))
      setBusy(false)
    }
  }
  function setHeir(process: string, heir: string | null) {
    const { [process]: _before, ...others } = heirs
    setHeirs(heir === null ? others : { ...others, [process]: heir })
  }
  return { to, setTo, heirs, setHeir, starts, setStarts, future, setFuture, tried, busy, failure, submit }
}
