/** Splits `mod+shift+K` or `g c` into the keys as the user's keyboard shows them. */
export function shortcutParts(keys: string, mac: boolean = isMac()): string[] {
  return keys.split(/[+\s]+/).map((part) => names(mac)[part.toLowerCase()] ?? part.toUpperCase())
}

/** Whether the command key stands in for Ctrl. */
export function isMac(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
}

function names(mac: boolean): Readonly<Record<string, string>> {
  return {
    mod: mac ? '⌘' : 'Ctrl',
    shift: mac ? '⇧' : 'Shift',
    alt: mac ? '⌥' : 'Alt',
    enter: '↵',
    escape: 'Esc',
    up: '↑',
    down: '↓',
    left: '←',
    right: '→',
    space: 'Space',
    delete: 'Del',
  }
}
