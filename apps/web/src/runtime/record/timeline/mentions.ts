import type { PersonInfo } from '@mortise/ui'

/** An @ being typed: where it stands and what follows it up to the cursor. */
export interface OpenMention {
  start: number
  query: string
}

const longestName = 30

/** The mention that the cursor is in: an @ at the start or after a space or Chinese text, not inside of an address. */
export function openMention(text: string, cursor: number): OpenMention | null {
  const before = text.slice(0, cursor)
  const start = before.lastIndexOf('@')
  if (start < 0 || cursor - start > longestName) return null
  const query = before.slice(start + 1)
  // After a space it may be over: a name of two words opens it again with its next letter.
  if (/[\n@]|\s$/.test(query) || /[A-Za-z0-9._-]/.test(before[start - 1] ?? ' ')) return null
  return { start, query }
}

/** The people whose name has what was typed, those whose name begins with it first. */
export function matchingPeople(people: readonly PersonInfo[], query: string, limit = 8): PersonInfo[] {
  const wanted = query.trim().toLocaleLowerCase()
  return people
    .filter((person) => person.active && person.name.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => rank(a, wanted) - rank(b, wanted))
    .slice(0, limit)
}

function rank({ name }: PersonInfo, wanted: string): number {
  return name.toLocaleLowerCase().startsWith(wanted) ? 0 : 1
}

/** The text with the name in place of what was typed after the @, and where the cursor goes. */
export function insertMention(text: string, mention: OpenMention, name: string): { text: string; cursor: number } {
  const head = `${text.slice(0, mention.start)}@${name} `
  const tail = text.slice(mention.start + 1 + mention.query.length).replace(/^ /, '')
  return { text: head + tail, cursor: head.length }
}

/** Of the people chosen while writing, those whose name still stands in the text. */
export function mentionedIn(text: string, chosen: readonly PersonInfo[]): string[] {
  return [...new Set(chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id))]
}

/** A text cut at the names of the people it mentions, to draw these differently. */
export function splitAtMentions(text: string, names: readonly string[]): { text: string; mention: boolean }[] {
  const marks = names.map((name) => `@${name}`).sort((a, b) => b.length - a.length)
  if (marks.length === 0) return [{ text, mention: false }]
  const pattern = new RegExp(`(${marks.map(escaped).join('|')})`, 'u')
  return text
    .split(pattern)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, mention: marks.includes(part) }))
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
