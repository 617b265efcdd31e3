import { Type } from '../schema/type.ts'
import { ColourName, documentBase, FieldPath, Key, Localized, strict } from './common.ts'
import { aggregateFunctions, Filter, FurtherFilter, Sort } from './filter.ts'
import { StoredExpressionSchema } from './stored-expression.ts'

export const rowHeights = ['compact', 'default', 'comfortable'] as const

/** What a column computes that is no field of the table: for each record, under the rights of who reads it. */
export const CalculatedValue = Type.Object(
  {
    label: Localized,
    expression: StoredExpressionSchema,
    result: Type.Object(
      {
        type: Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$', description: 'Field type that it is shown as.' }),
        options: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      },
      strict,
    ),
  },
  strict,
)
export type CalculatedValue = Type.Static<typeof CalculatedValue>

export const ListColumn = Type.Object(
  {
    field: FieldPath,
    formula: Type.Optional(
      Type.Object(CalculatedValue.properties, {
        ...strict,
        description: 'A calculated column: `field` is then a key of its own, which sorts may name.',
      }),
    ),
    width: Type.Optional(Type.Integer({ minimum: 60, maximum: 800, description: 'Pixels.' })),
    pinned: Type.Optional(Type.Boolean()),
    summary: Type.Optional(Type.Enum([...aggregateFunctions])),
  },
  strict,
)
export type ListColumn = Type.Static<typeof ListColumn>

/** Where a condition holds, the record has a colour; of several rules the first one decides. */
export const ColourRule = Type.Object(
  {
    key: Key,
    label: Type.Optional(Localized),
    when: FurtherFilter,
    colour: ColourName,
    field: Type.Optional(
      Type.String({ ...FieldPath, description: 'Only the cell of this column has the colour; else the whole record.' }),
    ),
  },
  strict,
)
export type ColourRule = Type.Static<typeof ColourRule>

/** What every view has, whatever its type: which records, in which order, and how they are told apart. */
export const viewBase = {
  sort: Type.Optional(Type.Array(Sort, { maxItems: 5 })),
  filter: Type.Optional(Filter),
  colours: Type.Optional(Type.Array(ColourRule, { maxItems: 20 })),
}

/** What a list shows. Personal and shared views saved by users have the same shape. */
export const ListOptions = Type.Object(
  {
    columns: Type.Array(ListColumn, { minItems: 1, maxItems: 200 }),
    ...viewBase,
    group: Type.Optional(FieldPath),
    rowHeight: Type.Optional(Type.Enum([...rowHeights])),
  },
  strict,
)
export type ListOptions = Type.Static<typeof ListOptions>

/**
 * The options of a view of any type: filter and sort, and what the schema of the type says. Those of a list are named
 * here as well: most views are lists, and so editors complete them and files keep their spelling.
 */
export const ViewOptions = Type.Object(
  {
    columns: Type.Optional(ListOptions.properties.columns),
    ...viewBase,
    group: Type.Optional(FieldPath),
    rowHeight: Type.Optional(Type.Enum([...rowHeights])),
  },
  { description: 'The rest is checked against the type of the view.' },
)
export type ViewOptions = Type.Static<typeof ViewOptions> & { [option: string]: unknown }

/** Key of a view type, as its folder is called. */
export const ViewTypeKey = Type.String({
  pattern: '^[a-z][a-z0-9_]{0,40}$',
  description: 'View type: list, kanban, calendar, …',
})

/** A view of a table. `options` is checked against the schema of the view's type. */
export const ViewDocument = Type.Object(
  {
    ...documentBase('view'),
    entity: Key,
    type: ViewTypeKey,
    position: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1000, description: 'Order among the views of the table; the first opens.' }),
    ),
    locked: Type.Optional(
      Type.Boolean({ description: 'Users filter and sort it for the moment only: nothing they change is kept.' }),
    ),
    options: ViewOptions,
  },
  strict,
)
export type ViewDocument = Omit<Type.Static<typeof ViewDocument>, 'options'> & { options: ViewOptions }
