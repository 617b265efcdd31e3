import { defineCommandHandler } from '@mortise/command/server'
import { fieldInputs } from '../../values/field-inputs.server.ts'
import createRecord, { type CreateRecordOptions } from './create-record.ts'

export default defineCommandHandler<CreateRecordOptions>(createRecord, {
  sees: 'author',
  prepare({ entity, values, open }, run) {
    const step = (id: string) => ({ action: createRecord.type, entity, id })
    const given = fieldInputs(values, run.model.entities.get(entity), run)
    return { creates: [{ entity, values: given, ...(open && { step }) }] }
  },
})
