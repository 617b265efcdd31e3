import type { NodePart, NodePlace } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { ownFieldPart } from './node-parts.ts'

/** A field of the record, or of the lines of one of its sub-tables: `lines`, `lines.amount`. */
const FieldPlace = Type.String({
  pattern: '^[a-z][a-z0-9_]{0,40}(\\.[a-z][a-z0-9_]{0,40})?$',
  description: 'A field, or one of a sub-table: lines.amount',
})
const FieldPlaces = Type.Array(FieldPlace, { maxItems: 200, uniqueItems: true })

/**
 * What people see and change of the record through their task. Written is only what is named in `write`; of the rest is seen
 * what their roles show of it, or all of it.
 */
export const FieldRights = Type.Object(
  {
    read: Type.Optional(FieldPlaces),
    write: Type.Optional(FieldPlaces),
    require: Type.Optional(FieldPlaces),
    hide: Type.Optional(FieldPlaces),
    others: Type.Optional(
      Type.Enum(['roles', 'read'], {
        description: 'Fields that are not named: as the roles of the person say (default), or read.',
      }),
    ),
  },
  { additionalProperties: false },
)
export type FieldRights = Type.Static<typeof FieldRights>

/** Of whoever is told and has nothing to decide. */
export const FieldSight = Type.Object(
  {
    read: Type.Optional(FieldPlaces),
    hide: Type.Optional(FieldPlaces),
    others: Type.Optional(Type.Enum(['roles', 'read'], { description: 'As for tasks. Default: roles.' })),
  },
  { additionalProperties: false },
)

const lists = ['read', 'write', 'require', 'hide'] as const

/** What rights on fields name, and where they contradict each other. */
export function rightsParts(access: FieldRights | undefined, place: NodePlace): NodePart[] {
  if (!access) return []
  const named = lists.flatMap((right) =>
    (access[right] ?? []).flatMap((path, index) => placeParts(path, place, `/access/${right}/${index}`)),
  )
  return [...named, ...contradictions(access)]
}

function placeParts(path: string, place: NodePlace, pointer: string): NodePart[] {
  const [key = '', inner] = path.split('.')
  const own = ownFieldPart(key, place, pointer)
  if (inner === undefined || !place.entity) return [own]
  const field = place.entity?.fields.get(key)
  if (!field) return [own]
  if (field.kind.relation !== 'children' || field.target === null) {
    return [{ part: 'problem', pointer, problem: notLines(key) }]
  }
  return [own, { part: 'field', pointer, entity: field.target, field: inner }]
}

const notLines = (key: string) => ({
  zh: `「${key}」不是子表，不能指定其下的字段。`,
  en: `"${key}" is not a sub-table, so that there are no fields in it to name.`,
})

function contradictions({ write = [], require: demanded = [], hide = [], read = [] }: FieldRights): NodePart[] {
  const shown = new Set([...write, ...demanded, ...read])
  return hide.flatMap((key, index): NodePart[] =>
    shown.has(key)
      ? [
          {
            part: 'problem',
            pointer: `/access/hide/${index}`,
            problem: {
              zh: `字段「${key}」既隐藏又可见。`,
              en: `The field "${key}" is hidden and shown at the same time.`,
            },
          },
        ]
      : [],
  )
}
