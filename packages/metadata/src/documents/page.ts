import type { StoredExpression } from '@mortise/expressions'
import { Type } from '../schema/type.ts'
import { documentBase, IconName, Key, Localized, strict } from './common.ts'
import { FormUse } from './form.ts'
import { StoredExpressionSchema } from './stored-expression.ts'

/** Key of a block type, as its folder is called. */
const BlockTypeKey = Type.String({
  pattern: '^[a-z][a-z0-9_]{0,40}$',
  description: 'Block type: text, view, figure, related_list, …',
})

/** A block of a page. `options` is checked against the schema of its type; what holds others has `blocks` or `tabs`. */
export const PageBlock = Type.Cyclic(
  {
    Block: Type.Object(
      {
        block: BlockTypeKey,
        key: Key,
        label: Type.Optional(Localized),
        span: Type.Optional(
          Type.Integer({
            minimum: 1,
            maximum: 12,
            description: 'Columns of twelve; on a phone always the full width.',
          }),
        ),
        roles: Type.Optional(Type.Array(Key, { minItems: 1, maxItems: 50, description: 'Shown to these roles only.' })),
        when: Type.Optional(StoredExpressionSchema),
        options: Type.Optional(Type.Object({}, { description: 'Checked against the type of the block.' })),
        blocks: Type.Optional(Type.Array(Type.Ref('Block'), { maxItems: 60 })),
        tabs: Type.Optional(
          Type.Array(
            Type.Object(
              { key: Key, label: Localized, blocks: Type.Array(Type.Ref('Block'), { maxItems: 60 }) },
              strict,
            ),
            { minItems: 1, maxItems: 20 },
          ),
        ),
      },
      strict,
    ),
  },
  'Block',
)

export interface PageTab {
  key: string
  label: Text
  blocks: PageBlock[]
}

export interface PageBlock {
  block: string
  key: string
  label?: Text
  span?: number
  roles?: string[]
  /** Of a page of a table: shown where this holds of the record. */
  when?: StoredExpression
  options?: BlockOptions
  blocks?: PageBlock[]
  tabs?: PageTab[]
}
type Text = Type.Static<typeof Localized>
export type BlockOptions = { [option: string]: unknown }

/** A screen made of blocks on a grid of twelve columns; one with a table shows its records. */
export const PageDocument = Type.Object(
  {
    ...documentBase('page'),
    icon: Type.Optional(IconName),
    entity: Type.Optional(Type.String({ ...Key, description: 'The table whose records open as this page.' })),
    position: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1000, description: 'Order among the pages of the table.' }),
    ),
    use: Type.Optional(FormUse),
    blocks: Type.Array(PageBlock, { maxItems: 60 }),
  },
  strict,
)
export type PageDocument = Omit<Type.Static<typeof PageDocument>, 'blocks'> & { blocks: PageBlock[] }
