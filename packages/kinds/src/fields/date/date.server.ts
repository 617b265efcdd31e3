import { defineFieldStorage } from '@mortise/data'
import date from './date.ts'

export default defineFieldStorage(date, {
  structure: 'column',
  column: () => ({ class: 'date', type: 'date' }),
})
