import { Localized, type NodePart, type NodePlace, nodeOption, Placeholders, placeholderKeys } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { tableOf } from './node-parts.ts'

/** A text with values of the record in it. */
export const textOptions = {
  text: nodeOption(Localized, {
    label: { zh: '内容', en: 'Text' },
    hint: { zh: '用 {名称} 插入下面列出的值。', en: '{name} stands for a value that is listed below.' },
    editor: 'words',
  }),
  placeholders: Type.Optional(
    nodeOption(Placeholders, { label: { zh: '文本中的值', en: 'Values in the text' }, editor: 'placeholders' }),
  ),
}

const TextOptions = Type.Object(textOptions)
export type TextOptions = Type.Static<typeof TextOptions>

/** What a text names: its values, and braces that stand for nothing. */
export function textParts(
  texts: readonly { pointer: string; words: readonly string[] }[],
  placeholders: TextOptions['placeholders'] = [],
  place: NodePlace,
): NodePart[] {
  const known = new Set(placeholders.map(({ key }) => key))
  const unknown = texts.flatMap(({ pointer, words }) =>
    [...new Set(words.flatMap(placeholderKeys))]
      .filter((key) => !known.has(key))
      .map(
        (key): NodePart => ({
          part: 'problem',
          pointer,
          problem: {
            zh: `文本中的 {${key}} 没有对应的值。`,
            en: `{${key}} in the text stands for no value.`,
          },
        }),
      ),
  )
  const values = placeholders.flatMap(({ value }, position): NodePart[] => {
    const pointer = `/placeholders/${position}/value`
    const { table, parts } = tableOf('record', place, pointer)
    return table === null ? parts : [{ part: 'expression', pointer, entity: table, stored: value }]
  })
  return [...unknown, ...values]
}
