/** Room between things, in pixels of the drawing. */
export const room = {
  /** Between columns. */
  across: 28,
  /** Between lines that run beside each other. */
  lane: 20,
  /** Widest label of a line. */
  label: 136,
  /** Below a node: its line with the button that inserts. */
  below: 44,
  /** Below a node whose line has a label. */
  belowLabel: 72,
  /** From a node to where its lines part. */
  fan: 18,
  /** Between horizontal lines above a place where ways meet. */
  track: 12,
  /** Inside a frame, beside what it holds. */
  frame: 24,
  /** The head of a frame. */
  frameHead: 44,
} as const

export const cardSize = { width: 220, height: 60 } as const
/** A folded fork says what it hides. */
export const foldedSize = { width: 264, height: 60 } as const
