import { defineCommandRuntime } from '@mortise/ui'
import openForm from './open-form.ts'

interface OpenForm {
  entity: string
  form?: string
  values: { [field: string]: unknown }
}

export default defineCommandRuntime<OpenForm>(openForm, {
  run: ({ entity, form, values }, { createRecord }) => createRecord(entity, values, form),
})
