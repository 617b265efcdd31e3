import { defineBlockType, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

const SectionOptions = Type.Object(
  {
    style: Type.Optional(
      option(Type.Enum(['plain', 'card'], { default: 'plain' }), {
        label: { zh: '样式', en: 'Style' },
        choices: { plain: { zh: '无边框', en: 'Plain' }, card: { zh: '卡片', en: 'Card' } },
      }),
    ),
  },
  { additionalProperties: false },
)
export type SectionOptions = Type.Static<typeof SectionOptions>

export default defineBlockType({
  type: 'section',
  label: { zh: '分区', en: 'Section' },
  description: {
    zh: '一组区块；几个分区并排就是分栏。',
    en: 'Blocks that belong together; several beside each other are columns.',
  },
  icon: 'layout-dashboard',
  options: SectionOptions,
  roles: {},
  contents: 'blocks',
  span: { first: 12, least: 2 },
  labelled: true,
  defaultOptions: () => ({}),
})
