import { defineFieldDesigner } from '@mortise/ui'
import { IconPaperclip } from '@tabler/icons-react'
import file from './file.ts'

export default defineFieldDesigner(file, { icon: IconPaperclip })
