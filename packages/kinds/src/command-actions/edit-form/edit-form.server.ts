import { defineCommandHandler } from '@mortise/command/server'
import { fieldInputs } from '../../values/field-inputs.server.ts'
import editForm, { type EditFormOptions } from './edit-form.ts'

export default defineCommandHandler<EditFormOptions>(editForm, {
  // What stands in the form is shown, and written only when whoever sees it saves it.
  sees: 'reader',
  prepare: ({ form, values = [] }, run) => ({ form: { form, values: fieldInputs(values, run.entity, run) } }),
})
