import { defineFieldDesigner } from '@mortise/ui'
import { IconSum } from '@tabler/icons-react'
import rollup from './rollup.ts'

export default defineFieldDesigner(rollup, { icon: IconSum })
