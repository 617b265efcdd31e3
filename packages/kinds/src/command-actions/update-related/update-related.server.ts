import { defineCommandHandler } from '@mortise/command/server'
import updateRelated, { type UpdateRelatedOptions } from './update-related.ts'

export default defineCommandHandler<UpdateRelatedOptions>(updateRelated, {
  sees: 'author',
  prepare: (options) => ({ related: [options] }),
})
