import { defineCommandAction, isSettable, Key, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { FieldValues, valueParts } from '../../values/command-values.ts'
import { formParts } from '../../values/form-parts.ts'

const OpenFormOptions = Type.Object(
  {
    entity: option(Key, { label: { zh: '数据表', en: 'Table' }, editor: 'entity' }),
    form: Type.Optional(option(Key, { label: { zh: '表单', en: 'Form' }, editor: 'form-of-table' })),
    values: Type.Optional(option(FieldValues, { label: { zh: '预先填好', en: 'Filled in' }, editor: 'values' })),
  },
  { additionalProperties: false },
)
export type OpenFormOptions = Type.Static<typeof OpenFormOptions>

export default defineCommandAction({
  type: 'open_form',
  label: { zh: '打开新建表单', en: 'Open a form for a new record' },
  description: {
    zh: '打开一张表的新建表单，部分字段已按这条记录填好；保存后才有新记录。',
    en: 'Opens the form for a new record, filled in from this one; there is a record once it is saved.',
  },
  icon: 'clipboard-text',
  options: OpenFormOptions,
  many: false,
  writes: false,
  parts({ entity: key, form, values = [] }, { model }) {
    const entity = model.entities.get(key)
    return [
      { part: 'document', pointer: '/entity', kind: 'entity', key },
      ...(form === undefined ? [] : formParts(form, key, { model, pointer: '/form' })),
      ...(entity?.parent
        ? [{ part: 'problem' as const, pointer: '/entity', problem: linesAlone }]
        : valueParts(values, { entity, pointer: '/values', fresh: true })),
    ]
  },
  defaultOptions({ entity, model }) {
    const [inverse] = [...entity.inverses.values()].filter(
      ({ many, entity: key }) => !many && !model.entities.get(key)?.parent,
    )
    if (!inverse) return { entity: entity.key }
    const leads = model.entities.get(inverse.entity)?.fields.get(inverse.field)
    return {
      entity: inverse.entity,
      ...(leads &&
        isSettable(leads) && { values: [{ field: inverse.field, value: { v: 1 as const, expr: { var: 'id' } } }] }),
    }
  },
})

const linesAlone = {
  zh: '子表的明细须与主表一起保存，没有自己的新建表单。',
  en: 'Lines of a sub-table are saved with the record that owns them and have no form of their own.',
}
