import { deepEqual, fillText, joinTexts, type LocalizedText } from '@mortise/core'
import type { FormDocument } from '../documents/form.ts'
import type { MenuDocument, MenuEntry } from '../documents/menu.ts'
import type { PageBlock, PageDocument } from '../documents/page.ts'
import type { TranslationDocument } from '../documents/translation.ts'
import type { ViewDocument, ViewOptions } from '../documents/view.ts'
import { formFieldKeys, itemsOf, partsOf } from '../form/form-tree.ts'
import { blocksOf } from '../model/page-tree.ts'
import type { AddChange, AppComparison, DocumentPair } from './change-list.ts'
import { compareMembers } from './compare-members.ts'
import { compareProperties } from './compare-properties.ts'

/** The changes of a view: what its options list (columns, fields of a card) by name, and which of the others differ. */
export function compareView(pair: DocumentPair<ViewDocument>, add: AddChange, comparison: AppComparison): void {
  const { before, after } = pair
  const named = (label: LocalizedText) => fillText({ zh: '视图「{label}」', en: 'the view "{label}"' }, { label })
  const subject = named(after.label)
  compareProperties(before, after, { subject: named(before.label), pointer: '', add, except: ['options'] })
  const lists = fieldLists(before.options, after.options)
  for (const option of lists) {
    compareNamed(listed(before.options[option]), listed(after.options[option]), {
      ...{ subject, add, pointer: `/options/${option}`, keyOf: ({ field }) => field },
      nameOf: ({ field }) => pathLabel(after.entity, field, comparison),
      what: option === 'columns' ? { zh: '列', en: 'column' } : { zh: '字段', en: 'field' },
    })
  }
  compareProperties(before.options, after.options, { subject, pointer: '/options', add, except: lists })
}

/** Options that list fields, in either of two versions. A sort lists fields, too, but says more by being one thing. */
function fieldLists(before: ViewOptions, after: ViewOptions): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const lists = (value: unknown) =>
    value === undefined || (Array.isArray(value) && listed(value).length === value.length)
  return names.filter((name) => name !== 'sort' && name !== 'colours' && lists(before[name]) && lists(after[name]))
}

function listed(value: unknown): { field: string }[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((member: unknown) => {
    if (typeof member === 'string') return [{ field: member }]
    const named = typeof member === 'object' && member !== null && 'field' in member && typeof member.field === 'string'
    return named ? [member as { field: string }] : []
  })
}

/** The changes of a form: rules and fields by name, and that its layout differs. */
export function compareForm(pair: DocumentPair<FormDocument>, add: AddChange, comparison: AppComparison): void {
  const { before, after } = pair
  const named = (label: LocalizedText) => fillText({ zh: '表单「{label}」', en: 'the form "{label}"' }, { label })
  const subject = named(after.label)
  compareProperties(before, after, { subject: named(before.label), pointer: '', add, except: ['items', 'rules'] })
  compareNamed(before.rules ?? [], after.rules ?? [], {
    ...{ subject, add, pointer: '/rules', keyOf: ({ key }) => key },
    nameOf: ({ key, label }) => label ?? { zh: key, en: key },
    what: { zh: '规则', en: 'rule' },
  })
  if (deepEqual(before.items, after.items)) return
  const [old, now] = [formFieldKeys(before.items), formFieldKeys(after.items)]
  const fieldNames = (keys: readonly string[]) => joinTexts(keys.map((key) => comparison.fieldLabel(after.entity, key)))
  const added = now.filter((key) => !old.includes(key))
  const removed = old.filter((key) => !now.includes(key))
  if (added.length > 0) {
    add(
      '/items',
      { zh: '{subject}新增字段：{fields}', en: 'Adds to {subject}: {fields}' },
      { params: { subject, fields: fieldNames(added) } },
    )
  }
  if (removed.length > 0) {
    add(
      '/items',
      { zh: '{subject}去掉字段：{fields}', en: 'Takes out of {subject}: {fields}' },
      { params: { subject, fields: fieldNames(removed) } },
    )
  }
  const [formerParts, parts] = [partNames(before), partNames(after)]
  compareNamed(formerParts, parts, {
    ...{ subject, add, pointer: '/items', keyOf: ({ key }) => key, nameOf: ({ label }) => label, inOnePlace: true },
    what: { zh: '分组', en: 'section' },
  })
  if (added.length + removed.length === 0 && deepEqual(formerParts, parts)) {
    add('/items', { zh: '{subject}的布局有改动', en: 'Changes the layout of {subject}' }, { params: { subject } })
  }
}

/** Sections, tabs and steps of a form by what they are called, wherever they stand. */
function partNames({ items }: FormDocument) {
  const parts = [...itemsOf(items)].flatMap(({ item }): { key: string; label?: LocalizedText | undefined }[] =>
    partsOf(item).map((part) => part as { key: string; label?: LocalizedText }),
  )
  const named = parts.flatMap(({ key, label }) => (label ? [{ key, label }] : []))
  return named.toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

/** The changes of a page, block by block. */
export function comparePage({ before, after }: DocumentPair<PageDocument>, add: AddChange): void {
  const named = (label: LocalizedText) => fillText({ zh: '页面「{label}」', en: 'the page "{label}"' }, { label })
  const subject = named(after.label)
  compareProperties(before, after, { subject: named(before.label), pointer: '', add, except: ['blocks'] })
  compareNamed(flatBlocks(before), flatBlocks(after), {
    ...{ subject, add, pointer: '/blocks', keyOf: ({ key }) => key },
    nameOf: ({ key, label }) => label ?? { zh: key, en: key },
    what: { zh: '区块', en: 'block' },
    inOnePlace: true,
  })
}

/** Every block with where it stands instead of what stands in it: that is compared by itself. */
function flatBlocks({ blocks }: PageDocument) {
  const parents = new Map<string, string>()
  for (const block of blocksOf(blocks)) {
    for (const { key } of block.blocks ?? []) parents.set(key, block.key)
    for (const tab of block.tabs ?? []) for (const { key } of tab.blocks) parents.set(key, tab.key)
  }
  return [...blocksOf(blocks)].map(({ blocks: _blocks, tabs, ...block }: PageBlock) => ({
    ...block,
    in: parents.get(block.key),
    tabs: tabs?.map(({ blocks: _inner, ...tab }) => tab),
  }))
}

/** The changes of a menu, entry by entry. */
export function compareMenu(pair: DocumentPair<MenuDocument>, add: AddChange, comparison: AppComparison): void {
  const { before, after } = pair
  const named = (label: LocalizedText) => fillText({ zh: '菜单「{label}」', en: 'the menu "{label}"' }, { label })
  const subject = named(after.label)
  compareProperties(before, after, { subject: named(before.label), pointer: '', add, except: ['groups'] })
  const groups = ({ groups: all }: MenuDocument) => all.map(({ items: _items, ...group }) => group)
  compareNamed(groups(before), groups(after), {
    ...{ subject, add, pointer: '/groups', keyOf: ({ key }) => key, nameOf: ({ label }) => label },
    what: { zh: '分组', en: 'group' },
  })
  const entries = ({ groups: all }: MenuDocument) =>
    all.flatMap((group) => group.items.map((entry) => ({ ...entry, group: group.key })))
  compareNamed(entries(before), entries(after), {
    ...{ subject, add, pointer: '/groups', keyOf: ({ key }) => key, nameOf: (entry) => entryLabel(entry, comparison) },
    what: { zh: '菜单项', en: 'entry' },
    inOnePlace: true,
  })
}

/** The changes of a translation: how many texts differ. */
export function compareTranslation({ before, after }: DocumentPair<TranslationDocument>, add: AddChange): void {
  const named = (label: LocalizedText) =>
    fillText({ zh: '翻译「{label}」', en: 'the translation "{label}"' }, { label })
  const subject = named(after.label)
  compareProperties(before, after, { subject: named(before.label), pointer: '', add, except: ['texts'] })
  const places = new Set([...Object.keys(before.texts), ...Object.keys(after.texts)])
  const count = [...places].filter((place) => before.texts[place] !== after.texts[place]).length
  if (count > 0)
    add(
      '/texts',
      { zh: '{subject}改动了 {count} 处文字', en: 'Changes {count} texts of {subject}' },
      { params: { subject, count } },
    )
}

export interface NamedList<Member> {
  subject: LocalizedText
  what: LocalizedText
  pointer: string
  keyOf(member: Member): string
  nameOf(member: Member): LocalizedText
  add: AddChange
  /** The pointer is that of the whole list: its members are not at their positions there. */
  inOnePlace?: boolean
}

/** What a list of members with names gained, lost and changed. */
export function compareNamed<Member>(
  before: readonly Member[],
  after: readonly Member[],
  list: NamedList<Member>,
): void {
  const { subject, what, nameOf, add } = list
  const { added, removed, changed, reordered } = compareMembers(before, after, list.keyOf)
  const at = (position: number) => (list.inOnePlace ? list.pointer : `${list.pointer}/${position}`)
  const params = (member: Member) => ({ params: { subject, what, name: nameOf(member) } })
  for (const { member, position } of added) {
    add(
      at(position),
      { zh: '{subject}新增{what}「{name}」', en: 'Adds the {what} "{name}" to {subject}' },
      { ...params(member), change: 'added' },
    )
  }
  for (const { member, position } of removed) {
    add(
      at(position),
      { zh: '{subject}去掉{what}「{name}」', en: 'Takes the {what} "{name}" out of {subject}' },
      { ...params(member), change: 'removed' },
    )
  }
  for (const { after: member, position } of changed) {
    add(
      at(position),
      { zh: '{subject}的{what}「{name}」有改动', en: 'Changes the {what} "{name}" of {subject}' },
      params(member),
    )
  }
  if (reordered)
    add(
      list.pointer,
      { zh: '{subject}的{what}顺序有改动', en: 'Changes the order of the {what}s of {subject}' },
      { params: { subject, what } },
    )
}

/** Label of the field at the end of a path; of the path's own first field when the end is not known. */
function pathLabel(entity: string, path: string, comparison: AppComparison): LocalizedText {
  if (!path.includes('.')) return comparison.fieldLabel(entity, path)
  return { zh: path, en: path }
}

function entryLabel(entry: MenuEntry, comparison: AppComparison): LocalizedText {
  if (entry.label) return entry.label as LocalizedText
  const [kind, key] = entry.page
    ? (['page', entry.page] as const)
    : entry.view
      ? (['view', entry.view] as const)
      : (['entity', entry.entity ?? entry.key] as const)
  return comparison.labelOf(kind, key)
}
