import type { LocalizedText } from '@mortise/core'
import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' }

/** A day that is not as the week says. */
export interface CalendarDay {
  day: string
  works: boolean
  name: LocalizedText
}

/**
 * Public holidays of China since 2004, and the weekend days that are worked instead (调休), as far as they are announced:
 * the State Council does so each November for the year to come. What a workspace begins with, and may change.
 */
export function chineseHolidays(): CalendarDay[] {
  const kinds = [
    { days: data.holidays, works: false },
    { days: data.workdays, works: true },
  ]
  return kinds
    .flatMap(({ days, works }) =>
      Object.entries<string>(days).map(([day, names]) => {
        const [en = '', zh = ''] = names.split(',')
        return { day, works, name: works ? { zh: `${zh}调休`, en: `Worked for ${en}` } : { zh, en } }
      }),
    )
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}
