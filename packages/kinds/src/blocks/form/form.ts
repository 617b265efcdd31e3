import { defineBlockType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

export default defineBlockType({
  type: 'form',
  label: { zh: '表单', en: 'Form' },
  description: { zh: '记录的整张表单，可就地修改。', en: 'The whole form of the record, to be edited in place.' },
  icon: 'clipboard-text',
  options: Type.Object({}, { additionalProperties: false }),
  roles: {},
  ofRecord: true,
  span: { first: 12, least: 4 },
  labelled: true,
  defaultOptions: () => ({}),
})
