import { defineFieldRuntime } from '@mortise/ui'
import { shownRuntime } from '../../runtime/shown-value.tsx'
import lookup from './lookup.ts'

export default defineFieldRuntime<unknown>(lookup, shownRuntime)
