import { defineFieldStorage } from '@mortise/data'
import { dayInZone } from '../../values/day-in-zone.ts'
import autoNumber from './auto-number.ts'

/** Characters of YYYYMMDD that name the period. */
const periodLength = { never: 0, year: 4, month: 6, day: 8 }

interface CounterOptions {
  prefix: string
  dateFormat?: string
  digits: number
  reset: keyof typeof periodLength
}

export default defineFieldStorage(autoNumber, {
  structure: 'column',
  column: () => ({ class: 'text', type: 'text' }),
  generated: 'counter',
  counter(field, now, timeZone) {
    const { prefix, dateFormat, digits, reset } = field.options as unknown as CounterOptions
    const day = dayInZone(now, timeZone).replaceAll('-', '')
    const date = dateFormat ? `${day.slice(0, dateFormat.length)}-` : ''
    return {
      period: day.slice(0, periodLength[reset]),
      format: (number) => `${prefix}${date}${String(number).padStart(digits, '0')}`,
    }
  },
})
