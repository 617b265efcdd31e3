import { defineFieldDesigner } from '@mortise/ui'
import { IconTypography } from '@tabler/icons-react'
import text from './text.ts'

export default defineFieldDesigner(text, { icon: IconTypography })
