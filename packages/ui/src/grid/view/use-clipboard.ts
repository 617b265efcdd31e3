import { useEffect } from 'react'
import { clearCells, pasteCells, selectedText, tell } from './cell-commands.ts'
import type { GridController } from './use-grid.ts'

/**
 * Copy, cut and paste while a cell has the focus. On the document, because browsers do not agree on which element gets
 * these events when the focus is in something that cannot be typed into.
 */
export function useClipboard<Row>(grid: GridController<Row>): void {
  useEffect(() => {
    const ours = () => {
      const focused = document.activeElement
      return focused !== null && grid.root.current?.contains(focused) === true && !grid.editor.editing
    }
    const copy = (event: ClipboardEvent) => {
      if (!ours() || grid.range().fromRow < 0 || hasSelectedText()) return
      const text = selectedText(grid)
      if (text === undefined) return
      event.preventDefault()
      if (typeof text === 'string') event.clipboardData?.setData('text/plain', text)
      void announceCopy(grid, text)
      if (event.type === 'cut') void Promise.resolve(text).then(() => clearCells(grid))
    }
    const paste = (event: ClipboardEvent) => {
      if (!ours()) return
      event.preventDefault()
      const text = event.clipboardData?.getData('text/plain')
      if (text) void pasteCells(grid, text)
    }
    document.addEventListener('copy', copy)
    document.addEventListener('cut', copy)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('copy', copy)
      document.removeEventListener('cut', copy)
      document.removeEventListener('paste', paste)
    }
  }, [grid])
}

async function announceCopy<Row>(grid: GridController<Row>, text: string | Promise<string>): Promise<void> {
  const { fromRow, toRow, fromColumn, toColumn } = grid.range()
  try {
    if (typeof text !== 'string') await navigator.clipboard.writeText(await text)
    grid.announce(grid.state.t('copied', { rows: toRow - fromRow + 1, columns: toColumn - fromColumn + 1 }))
  } catch {
    tell(grid, grid.state.t('copyFailed'), 'warning')
  }
}

function hasSelectedText(): boolean {
  return (document.getSelection()?.toString() ?? '') !== ''
}
