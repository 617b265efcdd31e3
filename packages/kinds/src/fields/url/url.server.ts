import { defineFieldStorage } from '@mortise/data'
import url from './url.ts'

export default defineFieldStorage(url, {
  structure: 'column',
  column: () => ({ class: 'text', type: 'text' }),
  mask: () => `'https://***'`,
})
