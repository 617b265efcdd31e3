import { defineFieldStorage } from '@mortise/data'
import relationMany from './relation-many.ts'

export default defineFieldStorage(relationMany, {
  structure: 'link',
})
