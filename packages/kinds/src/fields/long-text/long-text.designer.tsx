import { defineFieldDesigner } from '@mortise/ui'
import { IconAlignLeft } from '@tabler/icons-react'
import longText from './long-text.ts'

export default defineFieldDesigner(longText, { icon: IconAlignLeft })
