import { defineCommandAction, Key, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

const PrintOptions = Type.Object(
  { template: option(Key, { label: { zh: '打印模板', en: 'Print template' }, editor: 'print' }) },
  { additionalProperties: false },
)
export type PrintOptions = Type.Static<typeof PrintOptions>

export default defineCommandAction({
  type: 'print',
  label: { zh: '打印', en: 'Print' },
  description: { zh: '按打印模板生成 PDF。', en: 'Makes a PDF with a print template.' },
  icon: 'printer',
  options: PrintOptions,
  many: true,
  writes: false,
  parts: ({ template }) => [{ part: 'document', pointer: '/template', kind: 'print', key: template }],
  defaultOptions({ entity, model }) {
    const own = [...model.prints.values()].find((print) => print.entity === entity.key)
    return { template: own?.key ?? 'print' }
  },
})
