import { defineFieldStorage } from '@mortise/data'
import integer from './integer.ts'

export default defineFieldStorage(integer, {
  structure: 'column',
  column: () => ({ class: 'number', type: 'bigint' }),
})
