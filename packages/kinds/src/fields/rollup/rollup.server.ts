import { defineFieldStorage } from '@mortise/data'
import rollup from './rollup.ts'

export default defineFieldStorage(rollup, {
  structure: 'computed',
})
