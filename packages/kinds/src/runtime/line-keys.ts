import type { KeyboardEvent } from 'react'
import type { LinesModel } from './use-lines.ts'

type TableRef = { readonly current: HTMLTableElement | null }

/**
 * The keys of a line: Enter goes down a line and adds one after the last, Alt+Shift+↑/↓ moves the line, Alt+Enter opens
 * it with all its fields.
 */
export function lineKeys(model: LinesModel, table: TableRef, disabled = false, open?: (index: number) => void) {
  return (event: KeyboardEvent<HTMLElement>, index: number) => {
    if (disabled || event.defaultPrevented || event.nativeEvent.isComposing) return
    const step = movement(event)
    if (step !== 0) moveBy(model, index, step)
    else if (open && event.key === 'Enter' && event.altKey) open(index)
    else if (isPlainEnter(event)) goDown(model, table, index, event.target as Element)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** Goes to the input of a cell, or to the first one after it in the line. */
export function focusCell(table: HTMLTableElement | null, line: number, column: number): void {
  const cells = [...(table?.tBodies[0]?.rows[line]?.cells ?? [])].slice(Math.max(1, column))
  const inputs = cells.map((cell) => cell.querySelector<HTMLElement>('input, textarea, button'))
  inputs.find((input) => input !== null)?.focus()
}

/** Once what was added is on the page. */
export function afterRender(run: () => void): void {
  requestAnimationFrame(run)
}

function movement({ altKey, shiftKey, key }: KeyboardEvent): -1 | 0 | 1 {
  if (!altKey || !shiftKey) return 0
  return key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0
}

function moveBy(model: LinesModel, index: number, step: -1 | 1): void {
  const to = index + step
  if (to >= 0 && to < model.lines.length) model.move(index, to)
}

function goDown(model: LinesModel, table: TableRef, index: number, target: Element): void {
  const column = target.closest('td')?.cellIndex ?? 1
  const last = index === model.lines.length - 1
  if (last) model.add()
  afterRender(() => focusCell(table.current, index + 1, last ? 1 : column))
}

/** Enter in a line of text; in a button or a text of several lines it has its own meaning. */
function isPlainEnter({ key, ctrlKey, metaKey, shiftKey, altKey, target }: KeyboardEvent): boolean {
  return key === 'Enter' && !(ctrlKey || metaKey || shiftKey || altKey) && target instanceof HTMLInputElement
}
