import { defineFieldStorage } from '@mortise/data'
import longText from './long-text.ts'

export default defineFieldStorage(longText, {
  structure: 'column',
  column: () => ({ class: 'text', type: 'text' }),
})
