import { defineFieldDesigner } from '@mortise/ui'
import { IconPhone } from '@tabler/icons-react'
import phone from './phone.ts'

export default defineFieldDesigner(phone, { icon: IconPhone })
