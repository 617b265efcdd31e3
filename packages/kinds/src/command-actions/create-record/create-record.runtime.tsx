import { defineCommandRuntime } from '@mortise/ui'
import createRecord from './create-record.ts'

export default defineCommandRuntime<{ entity: string; id: string }>(createRecord, {
  run: ({ entity, id }, { openRecord }) => openRecord(entity, id),
})
