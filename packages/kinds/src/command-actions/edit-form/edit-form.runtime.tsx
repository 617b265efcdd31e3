import { defineCommandRuntime } from '@mortise/ui'
import editForm from './edit-form.ts'

// The form comes before anything else: nothing is left to be done when the command has run.
export default defineCommandRuntime(editForm, { asks: 'form', run: () => {} })
