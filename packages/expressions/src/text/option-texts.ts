import { localize } from '@mortise/core'
import { childNodes } from '../model/child-nodes.ts'
import type { ExpressionJson } from '../model/expression.ts'
import type { ExpressionSchema, SchemaOptionSet } from '../model/expression-schema.ts'
import type { ExpressionType } from '../model/expression-type.ts'
import type { TypedNode } from '../model/typed-node.ts'
import type { NameLanguage } from './match-name.ts'

/** Texts that the checker took for options: JSON pointer → key of the option set; a list of them at the list. */
export type OptionTexts = ReadonlyMap<string, string>

export function optionTextsOf(root: TypedNode): OptionTexts {
  const found = new Map<string, string>()
  const visit = (node: TypedNode): void => {
    const set = node.node === 'literal' ? optionSetOf(node.type) : null
    if (set !== null) found.set(node.at, set)
    for (const child of childNodes(node)) visit(child)
  }
  visit(root)
  return found
}

function optionSetOf(type: ExpressionType): string | null {
  if (type.kind === 'list') return optionSetOf(type.of)
  return 'optionSet' in type ? type.optionSet : null
}

/** The same expression with other texts for its options. */
export function mapOptionTexts(
  expr: ExpressionJson,
  texts: OptionTexts,
  map: (text: string, optionSet: string) => string,
  at = '',
  around?: string,
): ExpressionJson {
  const set = texts.get(at) ?? around
  if (typeof expr === 'string') return set === undefined ? expr : map(expr, set)
  if (Array.isArray(expr)) return expr.map((member, index) => mapOptionTexts(member, texts, map, `${at}/${index}`, set))
  if (typeof expr !== 'object' || expr === null) return expr
  return Object.fromEntries(
    Object.entries(expr).map(([name, inner]) => [
      name,
      mapOptionTexts(inner, texts, map, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ]),
  )
}

/** The key that a text in a formula means: a key itself, else the one option of that label. Null when there is none. */
export function optionKey(set: SchemaOptionSet, text: string, language: NameLanguage): string | null {
  if (set.options.some(({ key }) => key === text)) return text
  if (language === null) return null
  const own = set.options.filter(({ label }) => localize(label, language) === text)
  const found = own.length > 0 ? own : set.options.filter(({ label }) => Object.values(label).includes(text))
  return found.length === 1 ? (found[0]?.key ?? null) : null
}

/** How an option is written: its label, where that means this option. */
export function optionText(set: SchemaOptionSet, key: string, language: NameLanguage): string {
  const option = set.options.find((known) => known.key === key)
  if (!option || language === null) return key
  const label = localize(option.label, language)
  return optionKey(set, label, language) === key ? label : key
}

/** A schema in which options may be called by their labels, so that the checker knows them as options. */
export function withOptionLabels(schema: ExpressionSchema, language: NameLanguage): ExpressionSchema {
  return {
    entity: (key) => schema.entity(key),
    entities: () => schema.entities(),
    optionSet: (key) => {
      const set = schema.optionSet(key)
      if (!set || language === null) return set
      const texts = new Set(set.options.flatMap(({ label }) => Object.values(label)))
      const named = [...texts].filter((text) => optionKey(set, text, language) !== null)
      const labels = named.filter((text) => !set.options.some((option) => option.key === text))
      return {
        ...set,
        options: [...set.options, ...labels.map((text) => ({ key: text, label: { zh: text, en: text } }))],
      }
    },
  }
}
