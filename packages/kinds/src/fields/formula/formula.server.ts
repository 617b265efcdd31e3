import { defineFieldStorage } from '@mortise/data'
import formula from './formula.ts'

export default defineFieldStorage(formula, {
  structure: 'computed',
})
