import { defineFieldStorage } from '@mortise/data'
import subTable from './sub-table.ts'

export default defineFieldStorage(subTable, {
  structure: 'children',
})
