import { defineFieldStorage } from '@mortise/data'
import relation from './relation.ts'

export default defineFieldStorage(relation, {
  structure: 'column',
  column: () => ({ class: 'reference', type: 'uuid' }),
})
