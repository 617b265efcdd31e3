import { defineFieldDesigner } from '@mortise/ui'
import { IconMathFunction } from '@tabler/icons-react'
import formula from './formula.ts'

export default defineFieldDesigner(formula, { icon: IconMathFunction })
