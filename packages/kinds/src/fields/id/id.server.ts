import { defineFieldStorage } from '@mortise/data'
import id from './id.ts'

export default defineFieldStorage(id, {
  structure: 'column',
  column: () => ({ class: 'reference', type: 'uuid' }),
})
