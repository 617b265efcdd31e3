import { defineFieldDesigner } from '@mortise/ui'
import { IconMail } from '@tabler/icons-react'
import email from './email.ts'

export default defineFieldDesigner(email, { icon: IconMail })
