import type { LocalizedText } from '@mortise/core'
import type { EntityDocument, MenuDocument } from '@mortise/metadata'
import type { DraftEdit, DraftEditing } from '../../draft/draft-documents.ts'
import { freeKey } from '../../keys/free-key.ts'

export interface NewTable {
  key: string
  label: LocalizedText
  icon?: string
  colour?: EntityDocument['colour']
}

/** A table that can be used at once: a title, a form, a list and a place in the menu. */
export function newTable({ key, label, icon, colour }: NewTable): DraftEdit {
  return (draft) => {
    draft.put({
      ...{ kind: 'entity', key, label, titleField: titleField.key, fields: [titleField] },
      ...(icon && { icon }),
      ...(colour && { colour }),
    })
    putForm(draft, key, label)
    putList(draft, key, label)
    putMenuEntry(draft, key)
  }
}

const titleField = {
  key: 'name',
  type: 'text',
  label: { zh: '名称', en: 'Name' },
  required: true,
  searchable: true,
}

/** The form that a table begins with: one section in two columns. */
export function putForm(draft: DraftEditing, entity: string, label: LocalizedText, fields = [titleField.key]): void {
  draft.put({
    ...{ kind: 'form', key: freeKey(draft, 'form', `${entity}_form`), label, entity, columns: 2 },
    items: [
      {
        ...{ item: 'section', key: 'basic', label: { zh: '基本信息', en: 'General' }, columns: 2 },
        items: fields.map((field) => ({ item: 'field', field })),
      },
    ],
  })
}

function putList(draft: DraftEditing, entity: string, label: LocalizedText): void {
  draft.put({
    ...{ kind: 'view', key: freeKey(draft, 'view', `${entity}_all`), entity, type: 'list', position: 0 },
    label: { zh: `全部${label.zh}`, en: `All: ${label.en}` },
    options: { columns: [{ field: titleField.key, width: 240, pinned: true }] },
  })
}

/** At the end of the last group of the menu that the app shows; an app without a menu gets one. */
function putMenuEntry(draft: DraftEditing, entity: string): void {
  const [app] = draft.all('app')
  const shown = draft.get('menu', app?.menu ?? '') ?? draft.all('menu')[0]
  const menu: MenuDocument = shown ?? {
    ...{ kind: 'menu', key: 'main', label: { zh: '主菜单', en: 'Main menu' } },
    groups: [],
  }
  const groups =
    menu.groups.length > 0 ? menu.groups : [{ key: 'tables', label: { zh: '数据', en: 'Data' }, items: [] }]
  const taken = new Set(groups.flatMap(({ items }) => items.map(({ key }) => key)))
  const entry = { key: taken.has(entity) ? `${entity}_table`.slice(0, 41) : entity, entity }
  const filled = groups.map((group, at) =>
    at === groups.length - 1 ? { ...group, items: [...group.items, entry] } : group,
  )
  draft.put({ ...menu, groups: filled })
  if (app && !shown && app.menu === undefined) draft.put({ ...app, menu: menu.key })
}
