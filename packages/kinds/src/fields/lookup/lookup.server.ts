import { defineFieldStorage } from '@mortise/data'
import lookup from './lookup.ts'

export default defineFieldStorage(lookup, {
  structure: 'lookup',
})
