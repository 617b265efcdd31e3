import { Type } from '../schema/type.ts'
import { documentBase, FieldPath, Key, Localized, strict } from './common.ts'
import { Sort } from './filter.ts'
import { FormRule } from './form-rule.ts'
import { StoredExpressionSchema } from './stored-expression.ts'

/** About 250 KB: pictures of forms are logos and signs. */
const maxImageLength = 350_000

const ColumnCount = Type.Integer({ minimum: 1, maximum: 4 })

/** What becomes of the value of a field that a rule hides. */
export const hiddenValues = ['keep', 'clear'] as const
export type HiddenValue = (typeof hiddenValues)[number]

/** The layout of a record: a tree of sections, tabs, steps and fields, in order on one to four columns. */
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
          item: Type.Literal('steps'),
          key: Key,
          steps: Type.Array(
            Type.Object(
              {
                key: Key,
                label: Localized,
                description: Type.Optional(Localized),
                items: Type.Array(Type.Ref('Item')),
              },
              strict,
            ),
            { minItems: 1, description: 'New records are filled in step by step; later all steps are open.' },
          ),
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
          whenHidden: Type.Optional(
            Type.Enum([...hiddenValues], { description: 'The value while a rule hides the field. Default: keep.' }),
          ),
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
      Type.Object(
        {
          item: Type.Literal('button'),
          key: Key,
          command: Type.String({ ...Key, description: 'A command of the table of the form.' }),
          label: Type.Optional(Localized),
        },
        strict,
      ),
      Type.Object(
        {
          item: Type.Literal('view'),
          key: Key,
          label: Type.Optional(Localized),
          view: Type.String({ ...Key, description: 'A view of another table.' }),
          field: Type.String({ ...Key, description: 'The relation there that leads here.' }),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
        },
        strict,
      ),
      Type.Object({ item: Type.Literal('text'), key: Key, text: Localized }, strict),
      Type.Object({ item: Type.Literal('divider'), key: Key }, strict),
      Type.Object(
        {
          item: Type.Literal('image'),
          key: Key,
          source: Type.String({
            pattern: '^data:image/(png|jpeg|gif|webp|svg\\+xml);base64,[A-Za-z0-9+/]+=*$',
            maxLength: maxImageLength,
            description: 'The picture itself, as a data URL.',
          }),
          alt: Localized,
          height: Type.Optional(Type.Integer({ minimum: 16, maximum: 800, description: 'Pixels at most.' })),
        },
        strict,
      ),
    ]),
  },
  'Item',
)

export type FormItem =
  | { item: 'section'; key: string; label: Text; columns?: number; collapsed?: boolean; items: FormItem[] }
  | { item: 'tabs'; key: string; tabs: { key: string; label: Text; items: FormItem[] }[] }
  | { item: 'steps'; key: string; steps: { key: string; label: Text; description?: Text; items: FormItem[] }[] }
  | {
      item: 'field'
      field: string
      span?: number
      label?: Text
      help?: Text
      readOnly?: boolean
      required?: boolean
      whenHidden?: HiddenValue
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
  | { item: 'button'; key: string; command: string; label?: Text }
  | { item: 'view'; key: string; label?: Text; view: string; field: string; limit?: number }
  | { item: 'text'; key: string; text: Text }
  | { item: 'divider'; key: string }
  | { item: 'image'; key: string; source: string; alt: Text; height?: number }
type Text = Type.Static<typeof Localized>

/** Which records, and which people, a form is for. Of several the first that suits is used. */
export const FormUse = Type.Object(
  {
    roles: Type.Optional(
      Type.Array(Key, { minItems: 1, maxItems: 50, description: 'People with one of these roles.' }),
    ),
    when: Type.Optional(StoredExpressionSchema),
  },
  { ...strict, description: 'Default: everybody, and every record.' },
)
export type FormUse = Type.Static<typeof FormUse>

export const FormDocument = Type.Object(
  {
    ...documentBase('form'),
    entity: Key,
    position: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1000, description: 'Order among the forms of the table.' }),
    ),
    use: Type.Optional(FormUse),
    columns: Type.Optional(ColumnCount),
    items: Type.Array(FormItem),
    rules: Type.Optional(
      Type.Array(FormRule, { maxItems: 200, description: 'In order: where two disagree, the later one holds.' }),
    ),
  },
  strict,
)
export type FormDocument = Omit<Type.Static<typeof FormDocument>, 'items'> & { items: FormItem[] }
