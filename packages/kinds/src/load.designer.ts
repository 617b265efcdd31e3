import { createRegistry, type Registry } from '@mortise/core'
import type { FieldDesigner } from '@mortise/ui'

const designers = import.meta.glob<FieldDesigner>('./fields/*/*.designer.tsx', { eager: true, import: 'default' })

/** The designer halves of all field types. Import this entry lazily: it is a chunk of the designers. */
export const fieldDesigners: Registry<FieldDesigner> = createRegistry('field type', Object.values(designers))
