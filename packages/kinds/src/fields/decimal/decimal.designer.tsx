import { defineFieldDesigner } from '@mortise/ui'
import { IconDecimal } from '@tabler/icons-react'
import decimal from './decimal.ts'

export default defineFieldDesigner(decimal, { icon: IconDecimal })
