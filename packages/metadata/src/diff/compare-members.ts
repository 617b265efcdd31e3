import { deepEqual } from '@mortise/core'

/** A member of a list with its place. */
export interface Placed<Member> {
  member: Member
  position: number
}

/** What became of the members of a keyed list. */
export interface MemberChanges<Member> {
  added: Placed<Member>[]
  /** With their former places. */
  removed: Placed<Member>[]
  changed: { before: Member; after: Member; position: number }[]
  /** Those that stayed stand in another order. */
  reordered: boolean
}

/** Compares two lists whose members have keys; `keyOf` tells which ones are the same. */
export function compareMembers<Member>(
  before: readonly Member[],
  after: readonly Member[],
  keyOf: (member: Member, position: number) => string,
): MemberChanges<Member> {
  const former = new Map(before.map((member, position) => [keyOf(member, position), { member, position }]))
  const present = new Map(after.map((member, position) => [keyOf(member, position), { member, position }]))
  const stayed = [...present.keys()].filter((key) => former.has(key))
  return {
    added: [...present].flatMap(([key, placed]) => (former.has(key) ? [] : placed)),
    removed: [...former].flatMap(([key, placed]) => (present.has(key) ? [] : placed)),
    changed: stayed.flatMap((key) => {
      const [old, now] = [former.get(key), present.get(key)]
      if (!old || !now || deepEqual(old.member, now.member)) return []
      return [{ before: old.member, after: now.member, position: now.position }]
    }),
    reordered: !deepEqual(
      stayed,
      [...former.keys()].filter((key) => present.has(key)),
    ),
  }
}
