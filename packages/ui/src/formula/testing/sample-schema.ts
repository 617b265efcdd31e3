import type { ExpressionSchema, ExpressionType, SchemaEntity, SchemaField, SchemaRelation } from '@mortise/expressions'
import { types } from '@mortise/expressions'

const text = (zh: string, en: string) => ({ zh, en })

function entity(
  key: string,
  label: { zh: string; en: string },
  fields: [key: string, zh: string, en: string, type: ExpressionType][],
  relations: SchemaRelation[] = [],
): SchemaEntity {
  const made = new Map(
    fields.map(([name, zh, en, type]): [string, SchemaField] => [
      name,
      { key: name, label: text(zh, en), type, nullable: true, volatile: false },
    ]),
  )
  return {
    ...{ key, label },
    field: (name) => made.get(name) ?? null,
    fields: () => made.values(),
    relation: (name) => relations.find((relation) => relation.key === name) ?? null,
    relations: () => relations,
  }
}

const entities = [
  entity(
    'order',
    text('订单', 'Order'),
    [
      ['amount', '金额', 'Amount', types.num],
      ['title', '标题', 'Title', types.text],
      ['stage', '阶段', 'Stage', { kind: 'enum', optionSet: 'stage' }],
      ['customer', '客户', 'Customer', { kind: 'ref', entity: 'customer' }],
    ],
    [{ key: 'lines', label: text('明细', 'Lines'), entity: 'line' }],
  ),
  entity('customer', text('客户', 'Customer'), [['credit', '额度', 'Credit', types.num]]),
  entity('line', text('明细', 'Line'), [['quantity', '数量', 'Quantity', types.num]]),
]

/** Orders with a customer and lines, for tests of the editor. */
export const sampleSchema: ExpressionSchema = {
  entity: (key) => entities.find((one) => one.key === key) ?? null,
  entities: () => entities,
  optionSet: (key) =>
    key === 'stage'
      ? {
          key,
          label: text('阶段', 'Stage'),
          options: [
            { key: 'won', label: text('赢单', 'Won') },
            { key: 'lost', label: text('输单', 'Lost') },
          ],
        }
      : null,
}
