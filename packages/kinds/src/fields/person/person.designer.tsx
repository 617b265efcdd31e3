import { defineFieldDesigner } from '@mortise/ui'
import { IconUser } from '@tabler/icons-react'
import person from './person.ts'

export default defineFieldDesigner(person, { icon: IconUser })
