import { defineFieldStorage } from '@mortise/data'
import department from './department.ts'

export default defineFieldStorage(department, {
  structure: 'column',
  refersTo: 'department',
  column: () => ({ class: 'reference', type: 'uuid' }),
})
