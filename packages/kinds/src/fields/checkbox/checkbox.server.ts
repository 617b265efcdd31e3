import { defineFieldStorage } from '@mortise/data'
import checkbox from './checkbox.ts'

export default defineFieldStorage(checkbox, {
  structure: 'column',
  column: () => ({ class: 'boolean', type: 'boolean', default: 'false' }),
})
