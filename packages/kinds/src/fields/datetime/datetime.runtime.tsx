import {
  Button,
  defineFieldRuntime,
  type FieldCellProps,
  type FieldInputProps,
  TimeInput,
  useRuntimeServices,
} from '@mortise/ui'
import { CalendarEditor } from '../../runtime/calendar-editor.tsx'
import classes from '../../runtime/field.module.css'
import { useFieldText } from '../../runtime/field-texts.ts'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'
import { displayInstant, wallOf } from '../../values/date-display.ts'
import { dayInZone } from '../../values/day-in-zone.ts'
import { parseDateTimeText } from '../../values/parse-date-text.ts'
import { instantAt } from '../../values/wall-time.ts'
import datetime from './datetime.ts'

function DateTimeEditor(props: FieldInputProps<string | null>) {
  const { timeZone } = useRuntimeServices()
  const t = useFieldText()
  const today = dayInZone(new Date(), timeZone)
  const wall = props.value ? wallOf(props.value, timeZone) : null
  function put(part: { day?: string; time?: string }) {
    props.onChange(instantAt({ day: wall?.day ?? today, time: wall?.time ?? '09:00', ...part }, timeZone))
  }
  return (
    <CalendarEditor
      {...props}
      placeholder={t('dateTimeHint')}
      read={(text) => parseDateTimeText(text, today, timeZone)}
      display={(value) => {
        const shown = wallOf(value, timeZone)
        return shown ? `${shown.day} ${shown.time}` : value
      }}
      day={wall?.day ?? null}
      onPick={(day) => put({ day })}
      footer={(close) => (
        <div className={classes.timeRow}>
          <TimeInput
            aria-label={t('time')}
            value={wall?.time ?? ''}
            onChange={(event) => event.currentTarget.value && put({ time: event.currentTarget.value.slice(0, 5) })}
          />
          <Button size="sm" variant="default" onClick={close}>
            {t('done')}
          </Button>
        </div>
      )}
    />
  )
}

function DateTimeCell({ value, appearance }: FieldCellProps<string | null>) {
  const { language, timeZone } = useRuntimeServices()
  if (!value) return <EmptyValue appearance={appearance} />
  return (
    <TextValue appearance={appearance} tabular>
      {displayInstant(value, timeZone, language)}
    </TextValue>
  )
}

export default defineFieldRuntime<string | null>(datetime, {
  Input: withReadOnly(DateTimeEditor, DateTimeCell),
  Cell: DateTimeCell,
  align: 'start',
  width: 160,
  inline: true,
  parse(pasted, _field, _language, services) {
    if (pasted.trim() === '') return null
    const timeZone = services?.timeZone ?? 'UTC'
    return parseDateTimeText(pasted, dayInZone(new Date(), timeZone), timeZone) ?? undefined
  },
  text(value, _field, services) {
    const wall = wallOf(value as string, services.timeZone)
    return wall ? `${wall.day} ${wall.time}` : String(value)
  },
})
