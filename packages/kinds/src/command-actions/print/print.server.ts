import { defineCommandHandler } from '@mortise/command/server'
import print, { type PrintOptions } from './print.ts'

export default defineCommandHandler<PrintOptions>(print, {
  sees: 'reader',
  prepare: ({ template }, { id }) => ({ step: { action: print.type, template, id } }),
})
