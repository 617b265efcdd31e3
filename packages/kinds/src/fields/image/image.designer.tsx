import { defineFieldDesigner } from '@mortise/ui'
import { IconPhoto } from '@tabler/icons-react'
import image from './image.ts'

export default defineFieldDesigner(image, { icon: IconPhoto })
