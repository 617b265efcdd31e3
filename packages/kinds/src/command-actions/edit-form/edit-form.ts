import { defineCommandAction, Key, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { FieldValues, valueParts } from '../../values/command-values.ts'
import { formParts } from '../../values/form-parts.ts'

const EditFormOptions = Type.Object(
  {
    form: option(Key, { label: { zh: '表单', en: 'Form' }, editor: 'form' }),
    values: Type.Optional(option(FieldValues, { label: { zh: '预先填好', en: 'Filled in' }, editor: 'values' })),
  },
  { additionalProperties: false },
)
export type EditFormOptions = Type.Static<typeof EditFormOptions>

export default defineCommandAction({
  type: 'edit_form',
  label: { zh: '填写表单', en: 'Fill in a form' },
  description: {
    zh: '用选定的表单打开这条记录来填写；保存时，填写的内容和后面的步骤一起写入。',
    en: 'Opens the record in the chosen form. What is filled in is written on saving, together with the steps below.',
  },
  icon: 'forms',
  options: EditFormOptions,
  many: false,
  writes: true,
  begins: true,
  parts: ({ form, values = [] }, { entity, model }) => [
    ...formParts(form, entity.key, { model, pointer: '/form' }),
    ...valueParts(values, { entity, pointer: '/values', fresh: false }),
  ],
  defaultOptions({ entity, model }) {
    const own = [...model.forms.values()].filter((form) => form.entity === entity.key)
    return { form: own.at(-1)?.key ?? 'form' }
  },
})
