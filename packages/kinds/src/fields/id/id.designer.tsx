import { defineFieldDesigner } from '@mortise/ui'
import { IconFingerprint } from '@tabler/icons-react'
import id from './id.ts'

export default defineFieldDesigner(id, { icon: IconFingerprint })
