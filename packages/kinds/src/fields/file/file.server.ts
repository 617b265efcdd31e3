import { defineFieldStorage } from '@mortise/data'
import file from './file.ts'

export default defineFieldStorage(file, {
  structure: 'column',
  column: () => ({ class: 'files', type: 'jsonb', default: `'[]'` }),
})
