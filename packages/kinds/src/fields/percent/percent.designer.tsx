import { defineFieldDesigner } from '@mortise/ui'
import { IconPercentage } from '@tabler/icons-react'
import percent from './percent.ts'

export default defineFieldDesigner(percent, { icon: IconPercentage })
