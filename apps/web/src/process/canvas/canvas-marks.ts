import type { ReactNode } from 'react'

/** What colour something has; never the only sign of what it means. */
export type CanvasTone = 'muted' | 'active' | 'done' | 'warning' | 'error' | 'added' | 'removed' | 'changed'

/** What is shown at a node besides its name. Keep the same object while nothing changes. */
export interface NodeMarks {
  tone?: CanvasTone | undefined
  /** At the right: a chip, a count, a face. No buttons. */
  badge?: ReactNode
  /** Below the name, instead of the type: people, a time. Plain text or what stands in a line. */
  extra?: ReactNode
  /** What the badge, the tone and the extra line mean, read out with the name. */
  said?: string
}

/** What is shown at a line. */
export interface LineMarks {
  /** Instead of its own label. */
  label?: string | undefined
  tone?: CanvasTone | undefined
  /** Width of the stroke: 1.5 by default. */
  weight?: number | undefined
  /** Said about the label: the whole condition. */
  title?: string | undefined
}
