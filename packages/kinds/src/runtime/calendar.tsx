import { DatePicker } from '@mortise/ui'

interface CalendarProps {
  /** `2026-02-28` */
  day: string | null
  onPick(day: string): void
}

/** A month to pick a day from. */
export function Calendar({ day, onPick }: CalendarProps) {
  return (
    <DatePicker
      value={day}
      defaultDate={day ?? undefined}
      onChange={(picked) => {
        if (picked) onPick(picked)
      }}
    />
  )
}
