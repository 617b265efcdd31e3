import type { Statement } from '@mortise/data/server'

/** Something that is written as a part of one statement with others: each statement is a way to the database. */
export interface WritePart {
  /** An insert, update or delete; `$1` and so on are its own values. Parts do not see what the others write. */
  text: string
  values: readonly unknown[]
  /** Given what it returns as `told`, of which there may be none. */
  take?(told: readonly string[]): void
}

/** One statement of all parts, and what hands its answer to them. */
export interface JoinedParts {
  statement: Statement
  take(rows: readonly { [column: string]: unknown }[]): void
}

/** By the texts of the parts, of which there are few; a name lets the database keep its plan. */
const known = new Map<string, { name: string; text: string }>()

/** Joins parts, at least one, into one statement. */
export function joinParts(parts: readonly WritePart[]): JoinedParts {
  const key = parts.map(({ text, take }) => `${take ? 'told' : ''} ${text}`).join('\n')
  const { name, text } = known.get(key) ?? { name: `process-write-${known.size}`, text: joinTexts(parts) }
  known.set(key, { name, text })
  return {
    statement: { name, text, values: parts.flatMap(({ values }) => [...values]) },
    take(rows) {
      for (const [index, part] of parts.entries())
        part.take?.(rows.flatMap(({ part: of, told }) => (of === index ? [String(told)] : [])))
    },
  }
}

function joinTexts(parts: readonly WritePart[]): string {
  let before = 0
  const texts = parts.map(({ text, values }, index) => {
    const from = before
    before += values.length
    return `part_${index} as (${text.replace(/\$(\d+)/g, (_, number) => `$${Number(number) + from}`)})`
  })
  const told = parts.flatMap(({ take }, index) =>
    take ? [`select ${index} as part, told::text from part_${index}`] : [],
  )
  return `with ${texts.join(',\n')}\n${told.length > 0 ? told.join(' union all ') : 'select 1'}`
}
