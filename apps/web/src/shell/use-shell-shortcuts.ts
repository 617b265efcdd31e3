import { type Shortcuts, useShortcuts } from '@mortise/ui'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { ShellContextValue } from './shell-context.ts'
import { useCreateRecord } from './use-create-record.ts'

/** ⌘K, ?, /, c, and `g` then the letter of a menu entry. Lists and records add their own. */
export function useShellShortcuts(shell: ShellContextValue): void {
  const navigate = useNavigate()
  const { entity } = useParams({ strict: false })
  const create = useCreateRecord()
  const go: Record<string, () => void> = {
    'g h': () => void navigate({ to: '/' }),
    'g t': () => void navigate({ to: '/tasks' }),
  }
  for (const { letter, target } of shell.menu.flatMap((group) => group.items)) {
    if (letter) go[`g ${letter}`] = () => void navigate(target)
  }
  const shortcuts: Shortcuts = {
    'mod+k': shell.openPalette,
    '?': shell.openShortcuts,
    '/': () => focusSearch() || shell.openPalette(),
    c: () => void (entity ? create(entity) : shell.openPalette()),
    ...go,
  }
  useShortcuts(shortcuts)
}

/** A list has its own search box; it marks it with this attribute. */
function focusSearch(): boolean {
  const box = document.querySelector<HTMLElement>('[data-list-search]')
  box?.focus()
  return box !== null
}
