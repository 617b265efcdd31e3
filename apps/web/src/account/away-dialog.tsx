import type { AwayInput, AwayPeriod, InboxEntry } from '@mortise/api'
import { Alert, Button, DateTimePicker, Modal, MultiSelect, Stack, toast, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../api/api-client.ts'
import { messageOf } from '../api/api-error.ts'
import { processes } from '../api/processes.ts'
import { queryClient } from '../api/query-client.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useSession } from '../api/session.ts'
import { PersonPicker } from '../process/act/person-picker.tsx'
import { awayTexts } from './away-texts.ts'

interface AwayDialogProps {
  /** Null for a new one. */
  period: AwayPeriod | null
  onClose(): void
}

/** Says who stands in, from when until when, and for which processes. */
export function AwayDialog({ period, onClose }: AwayDialogProps) {
  const t = useText(awayTexts)
  const { user } = useSession()
  const [agent, setAgent] = useState(period?.agentId ?? null)
  const [from, setFrom] = useState<string | null>(localTime(period?.startsAt ?? new Date().toISOString()))
  const [to, setTo] = useState<string | null>(period ? localTime(period.endsAt) : null)
  const [chosen, setChosen] = useState<string[]>(period?.processes ?? [])
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const choices = useProcessChoices(chosen)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (agent === null) return setFailure(t('needAgent'))
    if (from === null || to === null) return setFailure(t('needTimes'))
    if (new Date(to) <= new Date(from)) return setFailure(t('wrongTimes'))
    setBusy(true)
    setFailure(null)
    try {
      const startsAt = new Date(from).toISOString()
      const input: AwayInput = { agentId: agent, startsAt, endsAt: new Date(to).toISOString(), processes: chosen }
      await api.post<AwayPeriod>('/away', input)
      // The new one holds before the old one goes: there is no moment without a stand-in.
      if (period) await api.delete(`/away/${period.id}`)
      await queryClient.invalidateQueries({ queryKey: queryKeys.away })
      toast(t('saved'))
      onClose()
    } catch (error) {
      setFailure(messageOf(error))
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t(period ? 'editTitle' : 'add')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="lg">
          {failure ? (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          ) : null}
          <PersonPicker label={t('agent')} without={[user.id]} autoFocus value={agent} onChange={setAgent} />
          <DateTimePicker label={t('from')} value={from} onChange={setFrom} />
          <DateTimePicker label={t('to')} value={to} onChange={setTo} />
          <MultiSelect
            label={t('processes')}
            description={t('processesHint')}
            data={choices}
            value={chosen}
            onChange={setChosen}
          />
          <Button type="submit" size="md" loading={busy}>
            {t('save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

/** The way the picker writes a moment: in the time of this device, without a zone. */
function localTime(instant: string): string {
  const date = new Date(instant)
  const pad = (value: number) => String(value).padStart(2, '0')
  const day = [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-')
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}:00`
}

/** Processes in which this person was asked something lately: a stand-in for others would have nothing to do. */
function useProcessChoices(chosen: readonly string[]): { value: string; label: string }[] {
  const localize = useLocalize()
  const recent = useQuery({
    queryKey: queryKeys.tasks('away-choices'),
    queryFn: async ({ signal }) => {
      const pages = await Promise.all((['todo', 'done'] as const).map((box) => processes.inbox({ box }, signal)))
      return pages.flatMap(({ entries }) => entries)
    },
  }).data
  const keyOf = ({ app, process }: Pick<InboxEntry, 'app' | 'process'>) => `${app}/${process}`
  const labels = new Map(recent?.map((entry) => [keyOf(entry), localize(entry.processLabel)]))
  for (const key of chosen) if (!labels.has(key)) labels.set(key, key)
  return [...labels].map(([value, label]) => ({ value, label }))
}
