import { defineFieldDesigner } from '@mortise/ui'
import { IconListNumbers } from '@tabler/icons-react'
import autoNumber from './auto-number.ts'

export default defineFieldDesigner(autoNumber, { icon: IconListNumbers })
