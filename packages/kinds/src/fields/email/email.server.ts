import { defineFieldStorage } from '@mortise/data'
import email from './email.ts'

export default defineFieldStorage(email, {
  structure: 'column',
  column: () => ({ class: 'text', type: 'text' }),
  // a***@example.cn
  mask: (column) => `left(${column}, 1) || '***' || substr(${column}, strpos(${column}, '@'))`,
})
