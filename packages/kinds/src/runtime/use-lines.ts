import type { EntityModel } from '@mortise/metadata'
import type { FieldInputProps } from '@mortise/ui'
import { useEffect, useRef, useState } from 'react'
import { blankLine, type Line, writableLine } from './line-columns.ts'
import { inserted, moved, without } from './list-edits.ts'
import type { PastedLines } from './pasted-lines.ts'

type LinesProps = Pick<FieldInputProps<readonly Line[]>, 'value' | 'onChange' | 'onUnread'>

/** Texts that were pasted but mean nothing in their column: line key → field → text. */
type UnreadTexts = { readonly [line: string]: { readonly [field: string]: string } }

const noTexts: { readonly [field: string]: string } = {}

/** The lines of a sub-table and what can be done with them. */
export interface LinesModel {
  lines: readonly Line[]
  /** One per line; new lines have no id, so each gets a key of its own that moves with it. */
  keys: readonly string[]
  unreadIn(index: number): { readonly [field: string]: string }
  add(): void
  copy(index: number): void
  remove(index: number): void
  move(from: number, to: number): void
  set(index: number, field: string, value: unknown): void
  accept(pasted: PastedLines): void
}

export function useLines(entity: EntityModel, { value, onChange, onUnread }: LinesProps): LinesModel {
  const lines = value ?? []
  const [own, setOwn] = useState<readonly string[]>([])
  const [unread, setUnread] = useState<UnreadTexts>({})
  const keys = lines.map((line, index) => line.id ?? own[index] ?? `line-${index}`)
  useUnreadCount(countUnread(unread, keys), onUnread)
  function change(next: readonly Line[], nextKeys: readonly string[]) {
    setOwn(nextKeys)
    onChange(next.map((line) => writableLine(entity, line)))
  }
  return {
    lines,
    keys,
    unreadIn: (index) => unread[keys[index] ?? ''] ?? noTexts,
    add: () => change([...lines, blankLine(entity)], [...keys, newKey()]),
    copy(index) {
      const copied = { ...lines[index], id: undefined }
      change(inserted(lines, index + 1, copied), inserted(keys, index + 1, newKey()))
    },
    remove: (index) => change(without(lines, index), without(keys, index)),
    move: (from, to) => change(moved(lines, from, to), moved(keys, from, to)),
    set(index, field, next) {
      setUnread((before) => withoutText(before, keys[index] ?? '', field))
      change(
        lines.map((line, at) => (at === index ? { ...line, [field]: next } : line)),
        keys,
      )
    },
    accept(pasted) {
      const nextKeys = pasted.lines.map((line, index) => line.id ?? keys[index] ?? newKey())
      setUnread((before) => withTexts(before, pasted, nextKeys))
      change(pasted.lines, nextKeys)
    },
  }
}

function withTexts(before: UnreadTexts, { unread }: PastedLines, keys: readonly string[]): UnreadTexts {
  const next: { [line: string]: { readonly [field: string]: string } } = { ...before }
  for (const { line, field, text } of unread) {
    const key = keys[line] ?? ''
    next[key] = { ...next[key], [field]: text }
  }
  return next
}

function withoutText(before: UnreadTexts, line: string, field: string): UnreadTexts {
  const texts = before[line]
  if (texts?.[field] === undefined) return before
  const { [field]: _, ...rest } = texts
  return { ...before, [line]: rest }
}

function countUnread(unread: UnreadTexts, keys: readonly string[]): number {
  return keys.reduce((sum, key) => sum + Object.keys(unread[key] ?? {}).length, 0)
}

/** Tells the form how many texts wait to be corrected; none once the input is gone. */
function useUnreadCount(count: number, onUnread: LinesProps['onUnread']): void {
  const report = useRef(onUnread)
  report.current = onUnread
  useEffect(() => report.current?.(count), [count])
  useEffect(() => () => report.current?.(0), [])
}

let lastKey = 0
function newKey(): string {
  return `new-${++lastKey}`
}
