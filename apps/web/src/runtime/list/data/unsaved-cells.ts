import type { UnsavedCell } from '@mortise/ui/grid'

export interface UnsavedPlace {
  userId: string
  app: string
  entity: string
}

/** Cells that were changed and not saved when the page was last left. */
export function readUnsaved(place: UnsavedPlace): UnsavedCell[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(place)) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isCell) : []
  } catch {
    return []
  }
}

/** Keeps changed cells over a reload until they are saved. */
export function writeUnsaved(place: UnsavedPlace, cells: readonly UnsavedCell[]): void {
  try {
    if (cells.length === 0) localStorage.removeItem(keyOf(place))
    else localStorage.setItem(keyOf(place), JSON.stringify(cells))
  } catch {
    // Without storage the cells still stay on the screen, marked.
  }
}

function keyOf({ userId, app, entity }: UnsavedPlace): string {
  return `mortise-cells/${userId}/${app}/${entity}`
}

function isCell(value: unknown): value is UnsavedCell {
  return (
    typeof value === 'object' && value !== null && 'row' in value && typeof value.row === 'string' && 'column' in value
  )
}
