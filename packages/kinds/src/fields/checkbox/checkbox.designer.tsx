import { defineFieldDesigner } from '@mortise/ui'
import { IconCheckbox } from '@tabler/icons-react'
import checkbox from './checkbox.ts'

export default defineFieldDesigner(checkbox, { icon: IconCheckbox })
