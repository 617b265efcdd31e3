import { defineFieldDesigner } from '@mortise/ui'
import { IconTableRow } from '@tabler/icons-react'
import subTable from './sub-table.ts'

export default defineFieldDesigner(subTable, { icon: IconTableRow })
