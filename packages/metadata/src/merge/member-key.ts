/**
 * By what the members of a list are told apart when two people change it: their key, else the field they show, or the
 * text itself. Null when they cannot be: then the list is one value.
 */
export function memberKeys(members: readonly unknown[]): string[] | null {
  const keys = members.map(memberKey)
  return keys.every((key) => key !== null) && new Set(keys).size === keys.length ? keys : null
}

function memberKey(member: unknown): string | null {
  if (typeof member === 'string') return member
  if (!member || typeof member !== 'object' || Array.isArray(member)) return null
  const { key, field, op } = member as { key?: unknown; field?: unknown; op?: unknown }
  if (typeof key === 'string') return key
  return typeof field === 'string' && op === undefined ? field : null
}
