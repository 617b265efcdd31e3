import type { Day } from '@mortise/expressions'
import { useLocalize, useText } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import classes from './calendar.module.css'
import { useCalendar } from './calendar-context.ts'
import { calendarTexts } from './calendar-texts.ts'

/** Makes a record on a day, where the user may; what a click on the day does, for the keyboard. */
export function AddButton({ day, words }: { day: Day; words: string }) {
  const { create, entity } = useCalendar()
  const t = useText(calendarTexts)
  const label = useLocalize()
  if (!create) return null
  return (
    <button
      type="button"
      className={classes.add}
      aria-label={t('createOn', { day: words, entity: label(entity.label) })}
      onClick={() => create({ day, minute: null })}
    >
      <IconPlus size={14} aria-hidden />
    </button>
  )
}
