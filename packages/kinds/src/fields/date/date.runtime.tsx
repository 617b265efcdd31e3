import { defineFieldRuntime, type FieldCellProps, type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import { CalendarEditor } from '../../runtime/calendar-editor.tsx'
import { useFieldText } from '../../runtime/field-texts.ts'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'
import { isCalendarDay } from '../../values/calendar.ts'
import { displayDay } from '../../values/date-display.ts'
import { dayInZone } from '../../values/day-in-zone.ts'
import { parseDateText } from '../../values/parse-date-text.ts'
import date from './date.ts'

function DateEditor(props: FieldInputProps<string | null>) {
  const { timeZone } = useRuntimeServices()
  const t = useFieldText()
  return (
    <CalendarEditor
      {...props}
      placeholder={t('dateHint')}
      read={(text) => parseDateText(text, dayInZone(new Date(), timeZone))}
      display={(value) => value}
      day={props.value && isCalendarDay(props.value) ? props.value : null}
      onPick={props.onChange}
    />
  )
}

function DateCell({ value, appearance }: FieldCellProps<string | null>) {
  const { language } = useRuntimeServices()
  if (!value) return <EmptyValue appearance={appearance} />
  return (
    <TextValue appearance={appearance} tabular>
      {displayDay(value, language)}
    </TextValue>
  )
}

export default defineFieldRuntime<string | null>(date, {
  Input: withReadOnly(DateEditor, DateCell),
  Cell: DateCell,
  align: 'start',
  width: 120,
  inline: true,
  parse(pasted, _field, _language, services) {
    if (pasted.trim() === '') return null
    const today = dayInZone(new Date(), services?.timeZone ?? 'UTC')
    return parseDateText(pasted, today) ?? undefined
  },
})
