import { defineCommandRuntime } from '@mortise/ui'
import openForm from './open-form.ts'

export default defineCommandRuntime<{ entity: string; values: { [field: string]: unknown } }>(openForm, {
  run: ({ entity, values }, { createRecord }) => createRecord(entity, values),
})
