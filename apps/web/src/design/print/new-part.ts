import type { LocalizedText } from '@mortise/core'
import type { AppModel, EntityModel, PrintItem } from '@mortise/metadata'

interface PartPlace {
  model: AppModel
  entity: EntityModel
  words: LocalizedText
}

/** A square of one grey dot, until a picture is chosen. */
const emptyPicture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOsq6//DwAFpgKVdJyHjwAAAABJRU5ErkJggg=='

type Makers = { readonly [Kind in PrintItem['item']]: (key: string, place: PartPlace) => PrintItem | null }

const makers: Makers = {
  text: (key, { words }) => ({ item: 'text', key, text: words }),
  fields: (key, { entity }) => ({
    ...{ item: 'fields', key, columns: 2 },
    fields: entity.ownFields
      .flatMap(({ key: field, kind }) => (kind.relation === 'children' ? [] : [field]))
      .slice(0, 6),
  }),
  lines(key, { entity, model }) {
    const field = entity.ownFields.find(({ kind }) => kind.relation === 'children')
    const lines = model.entities.get(field?.target ?? '')
    const own = lines?.ownFields.filter((one) => one.key !== lines.parent?.field.key).slice(0, 5) ?? []
    if (!field || own.length === 0) return null
    return { item: 'lines', key, field: field.key, numbered: true, columns: own.map((one) => ({ field: one.key })) }
  },
  image: (key) => ({ item: 'image', key, source: emptyPicture, height: 20 }),
  approvals: (key, { model, entity }) =>
    [...model.processes.values()].some((process) => process.entity === entity.key) ? { item: 'approvals', key } : null,
  divider: (key) => ({ item: 'divider', key }),
  space: (key) => ({ item: 'space', key, height: 8 }),
  page_break: (key) => ({ item: 'page_break', key }),
}

export const partKinds = Object.keys(makers) as readonly PrintItem['item'][]

/** A new part; null where the table has nothing for it. */
export function newPart(kind: PrintItem['item'], key: string, place: PartPlace): PrintItem | null {
  return makers[kind](key, place)
}
