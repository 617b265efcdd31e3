import { defineFieldStorage } from '@mortise/data'
import text from './text.ts'

export default defineFieldStorage(text, {
  structure: 'column',
  column: () => ({ class: 'text', type: 'text' }),
  // 张*** : who it may be, not who it is.
  mask: (column) => `left(${column}, 1) || '***'`,
})
