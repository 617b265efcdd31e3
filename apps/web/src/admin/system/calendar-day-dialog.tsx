import { DateInput, Switch, useText } from '@mortise/ui'
import { useState } from 'react'
import { api } from '../../api/api-client.ts'
import { adminTexts } from '../frame/admin-texts.ts'
import { FormDialog } from '../frame/form-dialog.tsx'
import { NameFields, nameProblem, namesFrom, textOf } from '../frame/name-fields.tsx'
import { calendarTexts } from './calendar-texts.ts'
import { showCalendarChange } from './show-calendar-change.ts'

/** A day that the company has off, or works on, beside what is announced. */
export function CalendarDayDialog({ year, onClose }: { year: number; onClose(): void }) {
  const t = useText(calendarTexts)
  const common = useText(adminTexts)
  const [day, setDay] = useState<string | null>(null)
  const [works, setWorks] = useState(false)
  const [names, setNames] = useState(namesFrom(undefined))
  async function save() {
    await api.put(`/admin/calendar/${day}`, { works, name: textOf(names) })
    await showCalendarChange()
  }
  return (
    <FormDialog
      title={t('addDay')}
      submit={common('save')}
      problem={() => (day === null ? t('dayMissing') : nameProblem(names))}
      save={save}
      onClose={onClose}
    >
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
    </FormDialog>
  )
}
