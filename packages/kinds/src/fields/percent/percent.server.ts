import { defineFieldStorage } from '@mortise/data'
import { numericType } from '../../values/numeric-type.ts'
import percent from './percent.ts'

export default defineFieldStorage(percent, {
  structure: 'column',
  column: (field) => ({ class: 'number', type: numericType(Number(field.options.scale) + 2) }),
})
