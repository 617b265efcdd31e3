import { Skeleton } from '@mortise/ui'
import { lazy, Suspense } from 'react'
import type { FormulaValueProps } from './formula-value.tsx'

// The editor of formulas is larger than most designers, and few steps have a formula.
const FormulaValue = lazy(() => import('./formula-value.tsx').then((module) => ({ default: module.FormulaValue })))

/** A formula to be read here, and written in a dialog that has room for it. */
export function FormulaSetting(props: FormulaValueProps) {
  return (
    <Suspense fallback={<Skeleton height={72} />}>
      <FormulaValue {...props} />
    </Suspense>
  )
}
