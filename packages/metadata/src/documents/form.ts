import { Type } from 'typebox'
import { documentBase, FieldPath, Key, Localized, strict } from './common.ts'
import { Sort } from './filter.ts'

const ColumnCount = Type.Integer({ minimum: 1, maximum: 4 })

/** The layout of a record: a tree of sections, tabs and fields, shown in order on one to four columns. */
export const FormItem = Type.Cyclic(
  {
    Item: Type.Union([
      Type.Object(
        {
          item: Type.Literal('section'),
          key: Key,
          label: Localized,
          columns: Type.Optional(ColumnCount),
          collapsed: Type.Optional(Type.Boolean({ description: 'Can be folded, and starts folded when true.' })),
          items: Type.Array(Type.Ref('Item')),
        },
        strict,
      ),
      Type.Object(
        {
          item: Type.Literal('tabs'),
          key: Key,
          tabs: Type.Array(Type.Object({ key: Key, label: Localized, items: Type.Array(Type.Ref('Item')) }, strict), {
            minItems: 1,
          }),
        },
        strict,
      ),
      Type.Object(
        {
          item: Type.Literal('field'),
          field: Key,
          span: Type.Optional(ColumnCount),
          label: Type.Optional(Localized),
          help: Type.Optional(Localized),
          readOnly: Type.Optional(Type.Boolean()),
          required: Type.Optional(Type.Boolean()),
        },
        strict,
      ),
      Type.Object(
        {
          item: Type.Literal('sub_table'),
          field: Type.String({ ...Key, description: 'A field of type sub_table.' }),
          columns: Type.Optional(Type.Array(Key, { minItems: 1 })),
          totals: Type.Optional(
            Type.Array(Key, {
              description:
                'Columns with their total under them. Default: of each type of figures the last: the amount, not the prices.',
            }),
          ),
        },
        strict,
      ),
      Type.Object(
        {
          item: Type.Literal('related_list'),
          key: Key,
          label: Type.Optional(Localized),
          entity: Type.String({ ...Key, description: 'The table whose records are listed.' }),
          field: Type.String({ ...Key, description: 'Its relation that points here.' }),
          columns: Type.Optional(Type.Array(FieldPath, { minItems: 1 })),
          sort: Type.Optional(Type.Array(Sort)),
        },
        strict,
      ),
      Type.Object({ item: Type.Literal('text'), key: Key, text: Localized }, strict),
      Type.Object({ item: Type.Literal('divider'), key: Key }, strict),
    ]),
  },
  'Item',
)

export type FormItem =
  | { item: 'section'; key: string; label: Text; columns?: number; collapsed?: boolean; items: FormItem[] }
  | { item: 'tabs'; key: string; tabs: { key: string; label: Text; items: FormItem[] }[] }
  | {
      item: 'field'
      field: string
      span?: number
      label?: Text
      help?: Text
      readOnly?: boolean
      required?: boolean
    }
  | { item: 'sub_table'; field: string; columns?: string[]; totals?: string[] }
  | {
      item: 'related_list'
      key: string
      label?: Text
      entity: string
      field: string
      columns?: string[]
      sort?: Sort[]
    }
  | { item: 'text'; key: string; text: Text }
  | { item: 'divider'; key: string }
type Text = Type.Static<typeof Localized>

export const FormDocument = Type.Object(
  { ...documentBase('form'), entity: Key, columns: Type.Optional(ColumnCount), items: Type.Array(FormItem) },
  strict,
)
export type FormDocument = Omit<Type.Static<typeof FormDocument>, 'items'> & { items: FormItem[] }
