import { defineFieldDesigner } from '@mortise/ui'
import { IconHash } from '@tabler/icons-react'
import integer from './integer.ts'

export default defineFieldDesigner(integer, { icon: IconHash })
