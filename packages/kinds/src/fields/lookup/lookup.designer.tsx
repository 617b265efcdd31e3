import { defineFieldDesigner } from '@mortise/ui'
import { IconEyeSearch } from '@tabler/icons-react'
import lookup from './lookup.ts'

export default defineFieldDesigner(lookup, { icon: IconEyeSearch })
