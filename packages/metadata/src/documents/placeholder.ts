import { Type } from '../schema/type.ts'
import { Key, strict } from './common.ts'
import { StoredExpressionSchema } from './stored-expression.ts'

/** How a value is written where it stands in a text. `auto`: as its type says. */
export const placeholderFormats = ['auto', 'money', 'number', 'percent', 'date', 'long_date'] as const
export type PlaceholderFormat = (typeof placeholderFormats)[number]

/** A value in a text: `{total}` stands for the placeholder whose key is `total`. */
export const Placeholder = Type.Object(
  {
    key: Key,
    value: StoredExpressionSchema,
    format: Type.Optional(Type.Enum([...placeholderFormats], { description: 'Default: auto.' })),
  },
  strict,
)
export type Placeholder = Type.Static<typeof Placeholder>

export const Placeholders = Type.Array(Placeholder, {
  maxItems: 50,
  description: 'What `{key}` stands for in the text; other braces are text.',
})

/** Every `{key}` in a text. */
export function placeholderKeys(text: string): string[] {
  return [...new Set([...text.matchAll(/\{([a-z][a-z0-9_]{0,40})\}/g)].map((match) => match[1] ?? ''))]
}

/** The text with what its placeholders stand for; a name that stands for nothing stays as it is. */
export function fillPlaceholders(text: string, shownFor: (key: string) => string | null): string {
  return text.replaceAll(/\{([a-z][a-z0-9_]{0,40})\}/g, (whole, key: string) => shownFor(key) ?? whole)
}
