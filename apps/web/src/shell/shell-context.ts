import { createContext, useContext } from 'react'
import type { MenuGroup } from './resolve-menu.ts'

/** What the parts of the shell share. */
export interface ShellContextValue {
  appKey: string | null
  menu: readonly MenuGroup[]
  openPalette(): void
  openShortcuts(): void
  openMenu(): void
}

export const ShellContext = createContext<ShellContextValue | null>(null)

export function useShell(): ShellContextValue {
  const shell = useContext(ShellContext)
  if (!shell) throw new Error('unreachable: outside of the shell')
  return shell
}
