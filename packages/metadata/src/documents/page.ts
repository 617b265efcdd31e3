import { Type } from 'typebox'
import { documentBase, IconName, Key, Localized, strict } from './common.ts'
import { aggregateFunctions, Filter } from './filter.ts'

const span = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 12, description: 'Columns of twelve; on a phone always the full width.' }),
)

/** A page made of blocks on a grid of twelve columns. */
export const PageBlock = Type.Union([
  Type.Object(
    {
      block: Type.Literal('view'),
      key: Key,
      label: Type.Optional(Localized),
      view: Key,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
      span,
    },
    strict,
  ),
  Type.Object(
    {
      block: Type.Literal('figure'),
      key: Key,
      label: Localized,
      entity: Key,
      function: Type.Enum([...aggregateFunctions]),
      field: Type.Optional(Key),
      filter: Type.Optional(Filter),
      view: Type.Optional(Type.String({ ...Key, description: 'The list that opens on a click.' })),
      span,
    },
    strict,
  ),
  Type.Object({ block: Type.Literal('text'), key: Key, text: Localized, span }, strict),
  Type.Object(
    {
      block: Type.Literal('actions'),
      key: Key,
      label: Type.Optional(Localized),
      create: Type.Array(Key, { minItems: 1, description: 'Tables in which one click makes a new record.' }),
      span,
    },
    strict,
  ),
])
export type PageBlock = Type.Static<typeof PageBlock>

export const PageDocument = Type.Object(
  { ...documentBase('page'), icon: Type.Optional(IconName), blocks: Type.Array(PageBlock, { maxItems: 60 }) },
  strict,
)
export type PageDocument = Type.Static<typeof PageDocument>
