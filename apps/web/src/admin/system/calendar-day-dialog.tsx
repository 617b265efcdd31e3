import { Alert, Button, DateInput, Modal, Stack, Switch, useText } from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { adminTexts } from '../frame/admin-texts.ts'
import { NameFields, namesFrom, textOf } from '../frame/name-fields.tsx'
import { calendarTexts } from './calendar-texts.ts'
import { changeCalendar } from './change-calendar.ts'

/** A day that the company has off, or works on, beside what is announced. */
export function CalendarDayDialog({ year, onClose }: { year: number; onClose(): void }) {
  const t = useText(calendarTexts)
  const common = useText(adminTexts)
  const [day, setDay] = useState<string | null>(null)
  const [works, setWorks] = useState(false)
  const [names, setNames] = useState(namesFrom(undefined))
  const [error, setError] = useState<string | null>(null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    const name = textOf(names)
    if (day === null) return setError(t('dayMissing'))
    if (name.zh === '') return setError(common('nameMissing'))
    if (await changeCalendar(api.put(`/admin/calendar/${day}`, { works, name }))) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('addDay')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="lg">
          {error ? (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          ) : null}
          <DateInput
            label={t('day')}
            size="md"
            valueFormat="YYYY-MM-DD"
            defaultDate={`${year}-01-01`}
            value={day}
            onChange={setDay}
          />
          <NameFields names={names} onChange={setNames} maxLength={60} />
          <Switch label={t('worked')} checked={works} onChange={(event) => setWorks(event.currentTarget.checked)} />
          <Button type="submit" size="md">
            {t('save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
