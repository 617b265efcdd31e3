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

/** What every view has, whatever its type: which records, in which order. */
export const viewBase = {
  sort: Type.Optional(Type.Array(Sort, { maxItems: 5 })),
  filter: Type.Optional(Filter),
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
