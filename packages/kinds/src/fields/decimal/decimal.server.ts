import { defineFieldStorage } from '@mortise/data'
import { numericType } from '../../values/numeric-type.ts'
import decimal from './decimal.ts'

export default defineFieldStorage(decimal, {
  structure: 'column',
  column: (field) => ({ class: 'number', type: numericType(Number(field.options.scale)) }),
})
