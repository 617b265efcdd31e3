import { defineFieldStorage } from '@mortise/data'
import multiSelect from './multi-select.ts'

export default defineFieldStorage(multiSelect, {
  structure: 'column',
  column: () => ({ class: 'choices', type: 'text[]', default: `'{}'` }),
})
