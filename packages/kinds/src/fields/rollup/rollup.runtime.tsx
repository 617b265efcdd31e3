import { defineFieldRuntime } from '@mortise/ui'
import { shownRuntime } from '../../runtime/shown-value.tsx'
import rollup from './rollup.ts'

export default defineFieldRuntime<unknown>(rollup, shownRuntime)
