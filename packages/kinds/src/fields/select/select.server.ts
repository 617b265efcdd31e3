import { defineFieldStorage } from '@mortise/data'
import select from './select.ts'

export default defineFieldStorage(select, {
  structure: 'column',
  column: () => ({ class: 'choice', type: 'text' }),
})
