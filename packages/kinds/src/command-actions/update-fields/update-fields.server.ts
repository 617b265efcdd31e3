import { defineCommandHandler } from '@mortise/command/server'
import updateFields, { type UpdateFieldsOptions } from './update-fields.ts'

export default defineCommandHandler<UpdateFieldsOptions>(updateFields, {
  sees: 'author',
  prepare({ values }, run) {
    const updates = values.flatMap(({ field: key, value }) => {
      const field = run.entity.fields.get(key)
      return field ? [[key, run.valueFor(field, value)] as const] : []
    })
    return { updates: Object.fromEntries(updates) }
  },
})
