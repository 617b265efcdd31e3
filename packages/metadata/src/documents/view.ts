import { Type } from 'typebox'
import { documentBase, FieldPath, Key, strict } from './common.ts'
import { aggregateFunctions, Filter, Sort } from './filter.ts'

export const rowHeights = ['compact', 'default', 'comfortable'] as const

export const ListColumn = Type.Object(
  {
    field: FieldPath,
    width: Type.Optional(Type.Integer({ minimum: 60, maximum: 800, description: 'Pixels.' })),
    pinned: Type.Optional(Type.Boolean()),
    summary: Type.Optional(Type.Enum([...aggregateFunctions])),
  },
  strict,
)
export type ListColumn = Type.Static<typeof ListColumn>

/** What the list view of a table shows. Personal and shared views saved by users have the same shape. */
export const ListOptions = Type.Object(
  {
    columns: Type.Array(ListColumn, { minItems: 1, maxItems: 200 }),
    sort: Type.Optional(Type.Array(Sort, { maxItems: 5 })),
    filter: Type.Optional(Filter),
    group: Type.Optional(FieldPath),
    rowHeight: Type.Optional(Type.Enum([...rowHeights])),
  },
  strict,
)
export type ListOptions = Type.Static<typeof ListOptions>

/** A view of a table. `type` names a list view kind; `options` is checked against that kind's schema. */
export const ViewDocument = Type.Object(
  {
    ...documentBase('view'),
    entity: Key,
    type: Type.Literal('list'),
    position: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1000, description: 'Order among the views of the table; the first opens.' }),
    ),
    options: ListOptions,
  },
  strict,
)
export type ViewDocument = Type.Static<typeof ViewDocument>
