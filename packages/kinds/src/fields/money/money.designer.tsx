import { defineFieldDesigner } from '@mortise/ui'
import { IconCoinYuan } from '@tabler/icons-react'
import money from './money.ts'

export default defineFieldDesigner(money, { icon: IconCoinYuan })
