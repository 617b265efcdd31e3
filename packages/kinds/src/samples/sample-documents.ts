import type { Registry } from '@mortise/core'
import type { AppDocumentAny, FieldDocument, FieldType } from '@mortise/metadata'

/**
 * An app with one field of every type in the table `sample`, under `sampleKey`, with the options of its samples: what the conformance tests and the gallery of components run on.
 */
export function sampleDocuments(fieldTypes: Registry<FieldType>): AppDocumentAny[] {
  const fields = fieldTypes
    .all()
    .filter(({ internal }) => !internal)
    .map(sampleField)
  const first = fields.filter(({ type }) => type === 'text')
  const others = fields.filter(({ type }) => type !== 'text')
  return [
    ...surroundings,
    {
      kind: 'entity',
      key: 'sample',
      label: { zh: '示例', en: 'Sample' },
      titleField: sampleKey('text'),
      fields: [...first, ...others],
    },
  ]
}

/** Key of the field of a type: not the type's own name, because some of those are reserved by the system. */
export function sampleKey(type: string): string {
  return `${type}_value`
}

function sampleField({ type, label, samples }: FieldType): FieldDocument {
  return { key: sampleKey(type), type, label, ...(samples.options ? { options: samples.options } : {}) }
}

const surroundings: readonly AppDocumentAny[] = [
  { kind: 'app', key: 'samples', label: { zh: '字段示例', en: 'Field samples' }, version: '1.0.0' },
  {
    kind: 'option_set',
    key: 'sample_level',
    label: { zh: '等级', en: 'Level' },
    // Not in the order of the alphabet, so that sorting by the order of options is seen.
    options: [
      { key: 'silver', label: { zh: '银牌', en: 'Silver' }, colour: 'blue' },
      { key: 'gold', label: { zh: '金牌', en: 'Gold' }, colour: 'yellow' },
      { key: 'none', label: { zh: '无', en: 'None' } },
    ],
  },
  {
    kind: 'entity',
    key: 'sample_target',
    label: { zh: '关联示例', en: 'Related sample' },
    titleField: 'name',
    fields: [{ key: 'name', type: 'text', label: { zh: '名称', en: 'Name' }, searchable: true }],
  },
  {
    kind: 'entity',
    key: 'sample_line',
    label: { zh: '明细', en: 'Line' },
    titleField: 'item',
    parentField: 'sample',
    fields: [
      {
        key: 'sample',
        type: 'relation',
        label: { zh: '示例', en: 'Sample' },
        required: true,
        options: { entity: 'sample', onDelete: 'cascade' },
      },
      { key: 'item', type: 'text', label: { zh: '品名', en: 'Item' }, required: true },
      { key: 'quantity', type: 'decimal', label: { zh: '数量', en: 'Quantity' }, options: { scale: 0 } },
    ],
  },
]
