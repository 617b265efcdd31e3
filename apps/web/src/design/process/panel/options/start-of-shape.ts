import type { PanelPlace } from '../panel-context.ts'
import { firstDuration } from './duration-editor.tsx'
import type { Shape } from './option-schema.ts'

/** What has to be there of a shape, and the first of what is likely meant: a time in place of none at all. */
export function startOf({ schema, fixed }: Shape, panel: PanelPlace, anyTable: string | undefined) {
  const entity = panel.place.entity
  const first: { readonly [editor: string]: unknown } = {
    condition: { v: 1, expr: true },
    duration: firstDuration,
    'found-list': panel.place.lists[0]?.node ?? '',
    entity: entity?.key ?? anyTable,
    'to-many': entity?.ownFields.find(({ kind }) => kind.relation === 'children')?.key ?? '',
    users: [],
  }
  const properties = Object.entries(schema.properties ?? {})
  const start = properties.flatMap(([name, part]): [string, unknown][] => {
    if (name in fixed) return []
    const needed = schema.required?.includes(name) ?? false
    const made = part.editor ? first[part.editor] : part.type === 'string' ? 'message' : undefined
    return needed || part.editor === 'duration' ? [[name, made]] : []
  })
  return Object.fromEntries(start)
}
