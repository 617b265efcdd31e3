import { defineBlockType, Localized, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

const TextOptions = Type.Object(
  { text: option(Localized, { label: { zh: '文字', en: 'Text' }, editor: 'long-text' }) },
  { additionalProperties: false },
)
export type TextOptions = Type.Static<typeof TextOptions>

export default defineBlockType({
  type: 'text',
  label: { zh: '文字', en: 'Text' },
  description: { zh: '说明或提示。', en: 'An explanation or a hint.' },
  icon: 'file-text',
  options: TextOptions,
  roles: {},
  span: { first: 12, least: 2 },
  labelled: true,
  defaultOptions: () => ({ text: { zh: '在这里写文字。', en: 'Write something here.' } }),
})
