import { defineCommandRuntime } from '@mortise/ui'
import print from './print.ts'

export default defineCommandRuntime<{ template: string; id: string }>(print, {
  run: ({ template, id }, { print: open }, all) => open(template, all.length > 1 ? all.map((step) => step.id) : [id]),
  together: true,
})
