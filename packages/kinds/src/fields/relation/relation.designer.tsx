import { defineFieldDesigner } from '@mortise/ui'
import { IconArrowUpRight } from '@tabler/icons-react'
import relation from './relation.ts'

export default defineFieldDesigner(relation, { icon: IconArrowUpRight })
