import type { TaskFieldAccess } from '@mortise/api'
import type { RecordGrant } from '@mortise/data'
import type { FieldRights } from '@mortise/kinds/server'
import type { ProcessDocument } from '@mortise/metadata'

/** What a node says of fields; nothing where it says nothing. */
function rightsAt(document: ProcessDocument, node: string): FieldRights {
  const options = document.nodes.find(({ key }) => key === node)?.options as { access?: FieldRights } | undefined
  return options?.access ?? {}
}

/** Fields that people have to fill in at a node before they agree. */
export function demandedAt(document: ProcessDocument, node: string): readonly string[] {
  return rightsAt(document, node).require ?? []
}

/** Rights on fields, as the screens need them. */
export function fieldAccessAt(document: ProcessDocument, node: string, isOpen: boolean): TaskFieldAccess {
  const { write = [], require: demanded = [] } = rightsAt(document, node)
  return {
    write: isOpen ? [...write] : [],
    require: isOpen ? [...demanded] : [],
  }
}

/** The rights over the record that a task gives; nothing can be written through one that is over. */
export function taskGrant(
  document: ProcessDocument,
  { node, record, isOpen }: { node: string; record: { entity: string; id: string }; isOpen: boolean },
): RecordGrant {
  const {
    read = [],
    write: written = [],
    require: demanded = [],
    hide = [],
    others = 'roles',
  } = rightsAt(document, node)
  const { write } = fieldAccessAt(document, node, isOpen)
  // Of lines that are written as a whole nothing need be named.
  const seen = demanded.filter((path) => !written.includes(path.split('.')[0] ?? ''))
  return { ...record, read: [...new Set([...read, ...written, ...seen])], write, hide: [...hide], others }
}
