import { useEffect, useRef } from 'react'
import { isMac } from './shortcut-parts.ts'

/**
 * Shortcut → what it does: `mod+k`, `c`, `g c` (one after the other), `?`, `/`. Who answers false leaves the key to
 * others that listen for it.
 */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => unknown>>

/** How long the second key of a pair may take. */
const pairTime = 1200

/**
 * Listens for shortcuts on the page. Plain letters are ignored while the user types and while a dialog is open;
 * combinations with mod always count.
 */
export function useShortcuts(shortcuts: Shortcuts, enabled = true): void {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  useEffect(() => {
    if (!enabled) return
    let first = { key: '', at: 0 }
    function onKeyDown(event: KeyboardEvent) {
      if (event.isComposing || isTaken(event)) return
      const key = keyOf(event)
      if (!key || (isPlain(event) && (isTyping(event.target) || document.querySelector('[role="dialog"]')))) return
      const pair = event.timeStamp - first.at < pairTime ? latest.current[`${first.key} ${key}`] : undefined
      first = { key, at: event.timeStamp }
      const run = pair ?? latest.current[key]
      if (!run) return
      if (run(event) !== false) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [enabled])
}

function keyOf(event: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return null
  const mod = isMac() ? event.metaKey : event.ctrlKey
  const printable = event.key.length === 1 && !/[a-z]/i.test(event.key)
  return [
    mod ? 'mod' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey && !printable ? 'shift' : '',
    event.key.toLowerCase(),
  ]
    .filter(Boolean)
    .join('+')
}

const isPlain = (event: KeyboardEvent) => !event.metaKey && !event.ctrlKey && !event.altKey

/** Whether something else has answered. Selects take Enter with any key held beside it; theirs is the plain one only. */
function isTaken(event: KeyboardEvent): boolean {
  return event.defaultPrevented && !(keyOf(event) === 'mod+enter' && isSelect(event.target))
}

function isSelect(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.getAttribute('aria-haspopup') === 'listbox'
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
