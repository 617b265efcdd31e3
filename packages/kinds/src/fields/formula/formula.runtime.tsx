import { defineFieldRuntime } from '@mortise/ui'
import { shownRuntime } from '../../runtime/shown-value.tsx'
import formula from './formula.ts'

export default defineFieldRuntime<unknown>(formula, shownRuntime)
