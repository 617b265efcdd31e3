import type { Report } from './app-index.ts'
import { pointerTo } from './json-pointer.ts'

/** Reports members of a list whose key was used before in it. */
export function checkDuplicateKeys(members: readonly { key: string }[], pointer: string, report: Report): void {
  const seen = new Set<string>()
  members.forEach(({ key }, position) => {
    if (seen.has(key)) report('KEY_DUPLICATE', pointerTo(pointer, position, 'key'), { name: key })
    seen.add(key)
  })
}

/** Reports names that a list has twice. */
export function checkDuplicateNames(names: readonly string[], pointer: string, report: Report): void {
  const seen = new Set<string>()
  names.forEach((name, position) => {
    if (seen.has(name)) report('MEMBER_DUPLICATE', pointerTo(pointer, position), { name })
    seen.add(name)
  })
}
