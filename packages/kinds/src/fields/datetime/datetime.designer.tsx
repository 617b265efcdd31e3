import { defineFieldDesigner } from '@mortise/ui'
import { IconCalendarClock } from '@tabler/icons-react'
import datetime from './datetime.ts'

export default defineFieldDesigner(datetime, { icon: IconCalendarClock })
