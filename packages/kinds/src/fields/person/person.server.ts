import { defineFieldStorage } from '@mortise/data'
import person from './person.ts'

export default defineFieldStorage(person, {
  structure: 'column',
  refersTo: 'user',
  column: () => ({ class: 'reference', type: 'uuid' }),
})
