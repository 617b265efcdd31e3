import { withoutUndefined } from '../../../form/properties/use-node-edit.ts'

/** Rights on fields as a node has them: lists of fields by what may be done with them. */
export interface Access {
  read?: readonly string[]
  write?: readonly string[]
  require?: readonly string[]
  hide?: readonly string[]
  others?: 'roles' | 'read'
}

/** What is seen and changed of one field. `default`: nothing is said of it. */
export type Right = 'default' | 'read' | 'write' | 'hide'

export const rights: readonly Right[] = ['default', 'read', 'write', 'hide']

export function rightOf(access: Access, path: string): Right {
  if (access.hide?.includes(path)) return 'hide'
  if (access.write?.includes(path)) return 'write'
  return access.read?.includes(path) ? 'read' : 'default'
}

export const isRequired = (access: Access, path: string) => access.require?.includes(path) ?? false

/** Gives fields a right. What is hidden is not demanded any more. */
export function withRight(access: Access, paths: readonly string[], right: Right): Access {
  const cleared = without(
    access,
    paths,
    right === 'hide' ? ['read', 'write', 'hide', 'require'] : ['read', 'write', 'hide'],
  )
  if (right === 'default') return tidy(cleared)
  return tidy({ ...cleared, [right]: [...(cleared[right] ?? []), ...paths] })
}

/** Demands fields, or does not any more. Who has to fill them in may write them. */
export function withRequired(access: Access, paths: readonly string[], required: boolean): Access {
  const cleared = without(access, paths, ['require'])
  if (!required) return tidy(cleared)
  const writable = withRight(cleared, paths, 'write')
  return tidy({ ...writable, require: [...(writable.require ?? []), ...paths] })
}

/** How many fields something is said of. */
export function countRights({ read = [], write = [], require: demanded = [], hide = [] }: Access): number {
  return new Set([...read, ...write, ...demanded, ...hide]).size
}

type List = 'read' | 'write' | 'require' | 'hide'

function without(access: Access, paths: readonly string[], lists: readonly List[]): Access {
  const gone = new Set(paths)
  const left = Object.fromEntries(lists.map((list) => [list, access[list]?.filter((path) => !gone.has(path))]))
  return { ...access, ...left }
}

/** No list that is empty, and nothing that says what holds anyway. */
function tidy(access: Access): Access {
  const kept = Object.entries(access).map(([name, value]) => [
    name,
    (Array.isArray(value) && value.length === 0) || value === 'roles' ? undefined : value,
  ])
  return withoutUndefined(Object.fromEntries(kept)) as Access
}
