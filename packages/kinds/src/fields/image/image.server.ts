import { defineFieldStorage } from '@mortise/data'
import image from './image.ts'

export default defineFieldStorage(image, {
  structure: 'column',
  column: () => ({ class: 'files', type: 'jsonb', default: `'[]'` }),
})
