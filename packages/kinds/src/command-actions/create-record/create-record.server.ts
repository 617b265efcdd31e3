import { defineCommandHandler } from '@mortise/command/server'
import createRecord, { type CreateRecordOptions } from './create-record.ts'

export default defineCommandHandler<CreateRecordOptions>(createRecord, {
  sees: 'author',
  prepare({ entity, values, open }, run) {
    const table = run.model.entities.get(entity)
    const given = values.flatMap(({ field: key, value }) => {
      const field = table?.fields.get(key)
      return field ? [[key, run.valueFor(field, value)] as const] : []
    })
    const step = (id: string) => ({ action: createRecord.type, entity, id })
    return { creates: [{ entity, values: Object.fromEntries(given), ...(open && { step }) }] }
  },
})
