import type { CalendarDay } from '@mortise/api'
import { ActionIcon, Button, Switch, Table, toastError, useLanguage, useLocalize, useText } from '@mortise/ui'
import { IconArrowBackUp, IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf } from '../../api/api-error.ts'
import { calendarQuery } from '../admin-data.ts'
import { CalendarDayDialog } from './calendar-day-dialog.tsx'
import { calendarTexts } from './calendar-texts.ts'
import { showCalendarChange } from './show-calendar-change.ts'
import classes from './system-page.module.css'

/** The days that are not as the week says, year by year: working days are counted by them. */
export function WorkCalendar() {
  const t = useText(calendarTexts)
  const [year, setYear] = useState(() => new Date().getFullYear())
  const [adding, setAdding] = useState(false)
  const days = useQuery(calendarQuery(year)).data ?? []
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <div className={classes.calendarHead}>
        <h2 id={id} className={classes.title}>
          {t('calendar')}
        </h2>
        <ActionIcon size="sm" aria-label={t('yearBefore')} onClick={() => setYear(year - 1)}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <span aria-live="polite">{year}</span>
        <ActionIcon size="sm" aria-label={t('yearAfter')} onClick={() => setYear(year + 1)}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t('addDay')}
        </Button>
      </div>
      <p className={classes.quiet}>{t('calendarText')}</p>
      {days.length === 0 ? <p>{t('noDays')}</p> : <Days days={days} />}
      {adding ? <CalendarDayDialog year={year} onClose={() => setAdding(false)} /> : null}
    </section>
  )
}

function Days({ days }: { days: readonly CalendarDay[] }) {
  const t = useText(calendarTexts)
  return (
    <Table className={classes.tables} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('day')}</Table.Th>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('worked')}</Table.Th>
          <Table.Th className={classes.resetColumn} aria-label={t('reset')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.map((day) => (
          <DayRow key={day.day} day={day} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function DayRow({ day }: { day: CalendarDay }) {
  const t = useText(calendarTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const weekday = new Date(`${day.day}T00:00:00Z`).toLocaleDateString(language, { weekday: 'short', timeZone: 'UTC' })
  const save = async (request: Promise<unknown>) => {
    setBusy(true)
    try {
      await request
      await showCalendarChange()
    } catch (failure) {
      toastError(messageOf(failure))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Table.Tr>
      <Table.Td>
        {day.day} <span className={classes.quiet}>{weekday}</span>
      </Table.Td>
      <Table.Td>{localize(day.name)}</Table.Td>
      <Table.Td>
        <Switch
          size="xs"
          checked={day.works}
          disabled={busy}
          aria-label={t('workedOn', { day: day.day })}
          onChange={() => void save(api.put(`/admin/calendar/${day.day}`, { works: !day.works, name: day.name }))}
        />
      </Table.Td>
      <Table.Td className={classes.resetColumn}>
        {day.edited ? (
          <ActionIcon
            size="sm"
            disabled={busy}
            aria-label={t('resetDay', { day: day.day })}
            onClick={() => void save(api.delete(`/admin/calendar/${day.day}`))}
          >
            <IconArrowBackUp size={14} aria-hidden />
          </ActionIcon>
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}
