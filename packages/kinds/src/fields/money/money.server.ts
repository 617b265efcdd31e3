import { defineFieldStorage } from '@mortise/data'
import { numericType } from '../../values/numeric-type.ts'
import money from './money.ts'

export default defineFieldStorage(money, {
  structure: 'column',
  column: (field) => ({ class: 'number', type: numericType(Number(field.options.scale)) }),
})
