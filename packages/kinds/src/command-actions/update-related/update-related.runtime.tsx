import { defineCommandRuntime } from '@mortise/ui'
import updateRelated from './update-related.ts'

// How many records would be changed is told beforehand; nothing is left to be done afterwards.
export default defineCommandRuntime(updateRelated, { asks: 'count', run: () => {} })
