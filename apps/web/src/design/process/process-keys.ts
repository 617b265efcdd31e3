import type { ProcessDocument } from '@mortise/metadata'
import type { KeyboardEvent } from 'react'
import { linesInto } from './edits/process-lines.ts'
import type { ProcessActs } from './use-process-acts.ts'

interface KeyContext {
  document: ProcessDocument
  acts: ProcessActs
}

/**
 * Keys on a node of the drawing: Insert and I add behind it, Delete takes it away, Alt with the arrows moves it, C, X and V
 * with Ctrl copy and paste, E adds an event, M moves it elsewhere, L draws a line. The canvas has the plain arrows.
 */
export function handleProcessKey(event: KeyboardEvent<HTMLElement>, { document, acts }: KeyContext): void {
  const { target } = event
  const key = target instanceof HTMLElement ? target.dataset.node : undefined
  if (key === undefined || !(target instanceof HTMLElement)) return
  const can = acts.possible(key)
  const run = commandOf(event, { key, target, document, acts, may: (act) => can.includes(act) })
  if (!run) return
  event.preventDefault()
  run()
}

interface OnNode {
  key: string
  target: HTMLElement
  document: ProcessDocument
  acts: ProcessActs
  may(act: ReturnType<ProcessActs['possible']>[number]): boolean
}

function commandOf(event: KeyboardEvent, on: OnNode): (() => void) | null {
  const letter = event.key.toLowerCase()
  if (event.ctrlKey || event.metaKey) return editing(letter, on)
  if (event.altKey) return moving(event.key, on)
  const { key, target, acts, may } = on
  const plain: { readonly [key: string]: (() => void) | false } = {
    insert: () => acts.insertAfter(key, target),
    i: () => acts.insertAfter(key, target),
    delete: may('deleteNode') && (() => acts.remove(key)),
    backspace: may('deleteNode') && (() => acts.remove(key)),
    e: may('addEvent') && (() => acts.nodeMenu('addEvent', key, target)),
    m: may('moveTo') && (() => acts.nodeMenu('moveTo', key, target)),
    l: may('connect') && (() => acts.nodeMenu('connect', key, target)),
  }
  return plain[letter] || null
}

function editing(letter: string, { key, acts, may }: OnNode): (() => void) | null {
  if (letter === 'v') return () => acts.paste(key)
  if (!may('copy')) return null
  if (letter === 'c') return () => void acts.copy(key)
  if (letter === 'x')
    return () => {
      if (acts.copy(key)) acts.remove(key)
    }
  return null
}

/** Up and down along the way; left and right among the branches that it begins. */
function moving(name: string, { key, document, acts, may }: OnNode): (() => void) | null {
  const along = ({ ArrowUp: -1, ArrowDown: 1 } as const)[name]
  if (along && may('moveTo')) return () => acts.moveAlong(key, along)
  const [line, ...others] = linesInto(document, key)
  const beside = ({ ArrowLeft: -1, ArrowRight: 1 } as const)[name]
  if (beside && line && others.length === 0) return () => acts.moveBranch(line.key, beside, key)
  return null
}
