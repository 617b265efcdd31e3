import { defineFieldStorage } from '@mortise/data'
import phone from './phone.ts'

export default defineFieldStorage(phone, {
  structure: 'column',
  column: () => ({ class: 'text', type: 'text' }),
  // 138****5678; shorter numbers show less.
  mask: (column) =>
    `case when length(${column}) >= 11 then left(${column}, 3) || '****' || right(${column}, 4) else '****' || right(${column}, 2) end`,
})
