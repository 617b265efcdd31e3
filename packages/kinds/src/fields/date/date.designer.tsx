import { defineFieldDesigner } from '@mortise/ui'
import { IconCalendar } from '@tabler/icons-react'
import date from './date.ts'

export default defineFieldDesigner(date, { icon: IconCalendar })
