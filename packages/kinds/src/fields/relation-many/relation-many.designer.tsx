import { defineFieldDesigner } from '@mortise/ui'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import relationMany from './relation-many.ts'

export default defineFieldDesigner(relationMany, { icon: IconArrowsSplit2 })
