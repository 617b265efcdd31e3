import { defineFieldDesigner } from '@mortise/ui'
import { IconTags } from '@tabler/icons-react'
import multiSelect from './multi-select.ts'

export default defineFieldDesigner(multiSelect, { icon: IconTags })
