import type { AdminTextKey } from './admin-texts.ts'

export type AdminSection = 'users' | 'departments' | 'roles' | 'computed' | 'apps' | 'system'

/** The sections of the administration in the order of their navigation. */
export const adminSections: readonly { key: AdminSection; label: AdminTextKey; icon: string }[] = [
  { key: 'users', label: 'people', icon: 'users' },
  { key: 'departments', label: 'departments', icon: 'sitemap' },
  { key: 'roles', label: 'roles', icon: 'shield-check' },
  { key: 'computed', label: 'computed', icon: 'math-function' },
  { key: 'apps', label: 'apps', icon: 'stack-2' },
  { key: 'system', label: 'system', icon: 'database' },
]
