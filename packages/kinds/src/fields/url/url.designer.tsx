import { defineFieldDesigner } from '@mortise/ui'
import { IconLink } from '@tabler/icons-react'
import url from './url.ts'

export default defineFieldDesigner(url, { icon: IconLink })
