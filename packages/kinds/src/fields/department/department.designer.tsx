import { defineFieldDesigner } from '@mortise/ui'
import { IconSitemap } from '@tabler/icons-react'
import department from './department.ts'

export default defineFieldDesigner(department, { icon: IconSitemap })
