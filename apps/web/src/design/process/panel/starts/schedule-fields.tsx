import { type EntityModel, type StartBySchedule, scheduleEvery } from '@mortise/metadata'
import { NumberInput, Select, TimeInput, useLanguage, useText } from '@mortise/ui'
import { withoutUndefined } from '../../../form/properties/use-node-edit.ts'
import { FilterOption } from '../../../page/properties/filter-option.tsx'
import classes from '../panel.module.css'
import { startSettingsTexts } from './start-settings-texts.ts'

interface ScheduleFieldsProps {
  table: EntityModel | null
  value: StartBySchedule
  onChange(value: StartBySchedule, typed?: boolean): void
}

const daysOfWeek = [1, 2, 3, 4, 5, 6, 7]

/** When a schedule comes round, and for which records. */
export function ScheduleFields({ table, value, onChange }: ScheduleFieldsProps) {
  const t = useText(startSettingsTexts)
  const language = useLanguage()
  const put = (change: object, typed?: boolean) =>
    onChange(withoutUndefined({ ...value, ...change }) as StartBySchedule, typed)
  const hourly = value.every === 'hour'
  // A Monday, to write the names of the days of the week by.
  const nameOfDay = (day: number) =>
    new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))
  return (
    <>
      <div className={classes.pair}>
        <Select
          label={t('every')}
          allowDeselect={false}
          data={scheduleEvery.map((every) => ({ value: every, label: t(`every_${every}`) }))}
          value={value.every}
          onChange={(every) => put({ every, weekday: undefined, day: undefined })}
        />
        <TimeInput
          label={t(hourly ? 'atMinute' : 'at')}
          value={value.at ?? '09:00'}
          onChange={({ currentTarget: { value: at } }) => /^\d\d:\d\d$/.test(at) && put({ at }, true)}
        />
      </div>
      {value.every === 'week' ? (
        <Select
          label={t('weekday')}
          allowDeselect={false}
          data={daysOfWeek.map((day) => ({ value: String(day), label: nameOfDay(day) }))}
          value={String(value.weekday ?? 1)}
          onChange={(day) => put({ weekday: day === '1' ? undefined : Number(day) })}
        />
      ) : null}
      {value.every === 'month' ? (
        <NumberInput
          label={t('dayOfMonth')}
          description={t('dayOfMonthHint')}
          allowDecimal={false}
          min={1}
          max={31}
          value={value.day ?? 1}
          onChange={(day) => typeof day === 'number' && put({ day: day === 1 ? undefined : day }, true)}
        />
      ) : null}
      {table ? (
        <FilterOption
          label={t('scheduleFilter')}
          table={table}
          value={value.filter}
          onChange={(filter) => put({ filter })}
        />
      ) : null}
    </>
  )
}
