import { defineFieldDesigner } from '@mortise/ui'
import { IconCircleDot } from '@tabler/icons-react'
import select from './select.ts'

export default defineFieldDesigner(select, { icon: IconCircleDot })
