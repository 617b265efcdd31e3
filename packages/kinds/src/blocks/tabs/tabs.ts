import { defineBlockType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

export default defineBlockType({
  type: 'tabs',
  label: { zh: '标签页', en: 'Tabs' },
  description: {
    zh: '多组区块，一次看一组；打开时才读取。',
    en: 'Several groups of blocks, one seen at a time and read when it is opened.',
  },
  icon: 'folders',
  options: Type.Object({}, { additionalProperties: false }),
  roles: {},
  contents: 'tabs',
  span: { first: 12, least: 3 },
  labelled: false,
  defaultOptions: () => ({}),
})
