import { Type } from '../schema/type.ts'
import { documentBase, IconName, Key, Localized, strict } from './common.ts'

/** One entry leads to a table (with its default view), a view or a page. */
export const MenuEntry = Type.Object(
  {
    key: Key,
    label: Type.Optional(
      Type.Object(Localized.properties, { ...strict, description: 'Default: the label of the target.' }),
    ),
    icon: Type.Optional(IconName),
    entity: Type.Optional(Key),
    view: Type.Optional(Key),
    page: Type.Optional(Key),
    roles: Type.Optional(Type.Array(Key, { description: 'Shown to these roles only; rights do not depend on it.' })),
  },
  strict,
)
export type MenuEntry = Type.Static<typeof MenuEntry>

export const MenuDocument = Type.Object(
  {
    ...documentBase('menu'),
    groups: Type.Array(Type.Object({ key: Key, label: Localized, items: Type.Array(MenuEntry) }, strict)),
  },
  strict,
)
export type MenuDocument = Type.Static<typeof MenuDocument>
