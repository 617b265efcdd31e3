import { defineCommandHandler } from '@mortise/command/server'
import { fieldInputs } from '../../values/field-inputs.server.ts'
import updateFields, { type UpdateFieldsOptions } from './update-fields.ts'

export default defineCommandHandler<UpdateFieldsOptions>(updateFields, {
  sees: 'author',
  prepare: ({ values }, run) => ({ updates: fieldInputs(values, run.entity, run) }),
})
