import { defineFieldStorage } from '@mortise/data'
import datetime from './datetime.ts'

export default defineFieldStorage(datetime, {
  structure: 'column',
  column: () => ({ class: 'instant', type: 'timestamptz(3)' }),
})
