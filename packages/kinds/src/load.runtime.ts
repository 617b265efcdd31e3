import { createRegistry, type Registry } from '@mortise/core'
import type { FieldType } from '@mortise/metadata'
import type { FieldRuntime } from '@mortise/ui'

const shared = import.meta.glob<FieldType>(['./fields/*/*.ts', '!./fields/*/*.*.ts'], {
  eager: true,
  import: 'default',
})
const runtimes = import.meta.glob<FieldRuntime>('./fields/*/*.runtime.tsx', { eager: true, import: 'default' })

/** The shared halves of all field types. */
export const fieldTypes: Registry<FieldType> = createRegistry('field type', Object.values(shared))

/** The runtime halves of all field types: inputs and cells. */
export const fieldRuntimes: Registry<FieldRuntime> = createRegistry('field type', Object.values(runtimes))
