import { defineCommandHandler } from '@mortise/command/server'
import openForm, { type OpenFormOptions } from './open-form.ts'

export default defineCommandHandler<OpenFormOptions>(openForm, {
  sees: 'reader',
  prepare({ entity, values = [] }, run) {
    const table = run.model.entities.get(entity)
    const filled = values.flatMap(({ field: key, value }) => {
      const field = table?.fields.get(key)
      return field ? [[key, run.valueFor(field, value)] as const] : []
    })
    return { step: { action: openForm.type, entity, values: Object.fromEntries(filled) } }
  },
})
