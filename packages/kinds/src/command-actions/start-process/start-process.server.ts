import { defineCommandHandler } from '@mortise/command/server'
import startProcess, { type StartProcessOptions } from './start-process.ts'

export default defineCommandHandler<StartProcessOptions>(startProcess, {
  sees: 'author',
  prepare: ({ process }) => ({ starts: [process] }),
})
