import { Type } from '../schema/type.ts'
import { documentBase, FieldPath, Key, Localized, strict } from './common.ts'
import { Placeholders } from './placeholder.ts'
import { StoredExpressionSchema } from './stored-expression.ts'

export const pageSizes = ['A3', 'A4', 'A5', 'LETTER'] as const
export const textSizes = ['small', 'normal', 'large', 'title'] as const
export const printAligns = ['left', 'center', 'right'] as const
/** What of each step of an approval is printed. */
export const approvalColumns = ['step', 'person', 'decision', 'comment', 'time', 'signature'] as const
export type ApprovalColumn = (typeof approvalColumns)[number]

const Align = Type.Optional(Type.Enum([...printAligns]))
const when = Type.Optional(StoredExpressionSchema)
const Width = Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'A share of the whole width.' }))

/** About 250 KB: logos and stamps. */
const maxImageLength = 350_000

/** One part of a printed page, from the top to the bottom. */
export const PrintItem = Type.Union([
  Type.Object(
    {
      item: Type.Literal('text'),
      key: Key,
      text: Localized,
      values: Type.Optional(Placeholders),
      size: Type.Optional(Type.Enum([...textSizes])),
      bold: Type.Optional(Type.Boolean()),
      align: Align,
      when,
    },
    strict,
  ),
  Type.Object(
    {
      item: Type.Literal('fields'),
      key: Key,
      fields: Type.Array(FieldPath, { minItems: 1, maxItems: 60 }),
      columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
      hideBlank: Type.Optional(Type.Boolean({ description: 'Fields without a value are left out.' })),
      when,
    },
    strict,
  ),
  Type.Object(
    {
      item: Type.Literal('lines'),
      key: Key,
      field: Type.String({ ...Key, description: 'A field of type sub_table.' }),
      columns: Type.Array(
        Type.Object({ field: FieldPath, label: Type.Optional(Localized), width: Width, align: Align }, strict),
        { minItems: 1, maxItems: 12 },
      ),
      totals: Type.Optional(Type.Array(FieldPath, { description: 'Columns with their total under them.' })),
      numbered: Type.Optional(Type.Boolean()),
      filter: Type.Optional(StoredExpressionSchema),
      when,
    },
    strict,
  ),
  Type.Object(
    {
      item: Type.Literal('image'),
      key: Key,
      source: Type.Optional(
        Type.String({
          pattern: '^data:image/(png|jpeg);base64,[A-Za-z0-9+/]+=*$',
          maxLength: maxImageLength,
          description: 'The picture itself, as a data URL: PNG or JPEG.',
        }),
      ),
      field: Type.Optional(Type.String({ ...Key, description: 'Or a field with pictures of the record.' })),
      height: Type.Optional(Type.Integer({ minimum: 5, maximum: 250, description: 'Millimetres at most.' })),
      align: Align,
      when,
    },
    strict,
  ),
  Type.Object(
    {
      item: Type.Literal('approvals'),
      key: Key,
      process: Type.Optional(
        Type.String({ ...Key, description: 'A process of the table. Default: whichever the record went through.' }),
      ),
      which: Type.Optional(Type.Enum(['last', 'all'], { description: 'Default: only what began last.' })),
      columns: Type.Optional(Type.Array(Type.Enum([...approvalColumns]), { minItems: 1, uniqueItems: true })),
      comments: Type.Optional(Type.Boolean({ description: 'Also what was said besides decisions. Default: no.' })),
      when,
    },
    strict,
  ),
  Type.Object({ item: Type.Literal('divider'), key: Key, when }, strict),
  Type.Object(
    {
      item: Type.Literal('space'),
      key: Key,
      height: Type.Integer({ minimum: 1, maximum: 250, description: 'Millimetres.' }),
      when,
    },
    strict,
  ),
  Type.Object({ item: Type.Literal('page_break'), key: Key, when }, strict),
])
export type PrintItem = Type.Static<typeof PrintItem>

const Margin = Type.Integer({ minimum: 0, maximum: 60, description: 'Millimetres.' })

export const PrintPage = Type.Object(
  {
    size: Type.Optional(Type.Enum([...pageSizes], { description: 'Default: A4.' })),
    landscape: Type.Optional(Type.Boolean()),
    margin: Type.Optional(Margin),
  },
  strict,
)
export type PrintPage = Type.Static<typeof PrintPage>

/** What a record of a table looks like on paper. */
export const PrintDocument = Type.Object(
  {
    ...documentBase('print'),
    entity: Key,
    position: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1000, description: 'Order among the print templates of the table.' }),
    ),
    roles: Type.Optional(
      Type.Array(Key, {
        minItems: 1,
        maxItems: 50,
        description: 'People with one of these roles. Default: everybody.',
      }),
    ),
    when: Type.Optional(StoredExpressionSchema),
    language: Type.Optional(Type.Enum(['zh', 'en'], { description: 'Default: that of who prints.' })),
    page: Type.Optional(PrintPage),
    header: Type.Optional(Localized),
    footer: Type.Optional(Localized),
    pageNumbers: Type.Optional(Type.Boolean({ description: 'Default: yes.' })),
    items: Type.Array(PrintItem, { minItems: 1, maxItems: 100 }),
  },
  strict,
)
export type PrintDocument = Type.Static<typeof PrintDocument>
