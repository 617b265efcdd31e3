import { defineCommandHandler } from '@mortise/command/server'
import { fieldInputs } from '../../values/field-inputs.server.ts'
import openForm, { type OpenFormOptions } from './open-form.ts'

export default defineCommandHandler<OpenFormOptions>(openForm, {
  sees: 'reader',
  prepare({ entity, form, values = [] }, run) {
    const filled = fieldInputs(values, run.model.entities.get(entity), run)
    return { step: { action: openForm.type, entity, ...(form !== undefined && { form }), values: filled } }
  },
})
