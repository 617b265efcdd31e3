import { type Language, type LocalizedText, languages, localize, type Registry } from '@mortise/core'
import {
  type AppModel,
  type EntityModel,
  type FieldType,
  type FormDocument,
  fieldGroups,
  formFieldKeys,
} from '@mortise/metadata'
import { toPinyin } from '../../keys/pinyin.ts'
import type { PaletteEntry } from '../model/drop.ts'
import { kindName } from '../model/node-name.ts'
import { layoutKinds } from '../tree/new-items.ts'

export interface PaletteItem {
  id: string
  entry: PaletteEntry
  label: LocalizedText
  description?: LocalizedText
  /** Field type whose icon it has; null for layout. */
  type: string | null
}

export interface PaletteGroup {
  group: 'unplaced' | 'system' | 'layout' | 'related' | 'button' | 'view' | 'new'
  items: PaletteItem[]
}

interface PaletteInput {
  model: AppModel
  entity: EntityModel
  form: FormDocument
  fieldTypes: Registry<FieldType>
}

/** What can be put on a form: first the fields of the table that are not on it yet. */
export function paletteGroups(input: PaletteInput): PaletteGroup[] {
  const placed = new Set(formFieldKeys(input.form.items))
  const fields = [...input.entity.fields.values()].filter(({ key }) => !placed.has(key))
  const isShown = ({ key, kind }: { key: string; kind: FieldType }) => !kind.internal && key !== 'version'
  return [
    { group: 'unplaced', items: fields.filter(({ system }) => !system).map(fieldItem) },
    { group: 'layout', items: layoutKinds.map(layoutItem) },
    { group: 'new', items: newFieldItems(input.fieldTypes) },
    { group: 'button', items: buttonItems(input) },
    { group: 'related', items: relatedItems(input) },
    { group: 'view', items: viewItems(input) },
    { group: 'system', items: fields.filter((field) => field.system && isShown(field)).map(fieldItem) },
  ]
}

function fieldItem(field: EntityModel['ownFields'][number]): PaletteItem {
  const lines = field.kind.relation === 'children'
  const entry: PaletteEntry = { adds: 'field', field: field.key, lines }
  return { id: `field ${field.key}`, entry, label: field.label, type: field.type }
}

function layoutItem(kind: (typeof layoutKinds)[number]): PaletteItem {
  const label = Object.fromEntries(languages.map((language) => [language, kindName(kind, language)]))
  return { id: `layout ${kind}`, entry: { adds: 'layout', kind }, label: label as unknown as LocalizedText, type: null }
}

function newFieldItems(fieldTypes: Registry<FieldType>): PaletteItem[] {
  const rank = ({ group }: FieldType) => fieldGroups.indexOf(group)
  const kinds = [...fieldTypes.all()].filter(({ internal }) => !internal).toSorted((a, b) => rank(a) - rank(b))
  return kinds.map(({ type, label, description, relation }) => ({
    id: `new ${type}`,
    entry: { adds: 'new_field', type, lines: relation === 'children' },
    ...{ label, description, type },
  }))
}

/** Tables whose records lead to those of this one. */
function relatedItems({ model, entity }: PaletteInput): PaletteItem[] {
  return [...model.entities.values()].flatMap((other) =>
    other.parent?.entity === entity.key
      ? []
      : other.ownFields
          .filter(({ target, kind }) => target === entity.key && (kind.relation === 'one' || kind.relation === 'many'))
          .map((field): PaletteItem => {
            const entry: PaletteEntry = { adds: 'related_list', entity: other.key, field: field.key }
            const label = {
              zh: `${other.plural.zh}（${field.label.zh}）`,
              en: `${other.plural.en} (${field.label.en})`,
            }
            return { id: `related ${other.key} ${field.key}`, entry, label, type: null }
          }),
  )
}

/** The commands of the table. */
function buttonItems({ model, entity }: PaletteInput): PaletteItem[] {
  return [...model.commands.values()]
    .filter((command) => command.entity === entity.key)
    .map(({ key, label }) => ({ id: `button ${key}`, entry: { adds: 'button', command: key }, label, type: null }))
}

/** Views of tables whose records lead to those of this one. */
function viewItems({ model, entity }: PaletteInput): PaletteItem[] {
  return [...model.views.values()].flatMap((view) =>
    [...(model.entities.get(view.entity)?.ownFields ?? [])]
      .filter(({ target, kind }) => target === entity.key && (kind.relation === 'one' || kind.relation === 'many'))
      .map(({ key, label }): PaletteItem => {
        const entry: PaletteEntry = { adds: 'view', view: view.key, field: key }
        const words = { zh: `${view.label.zh}（${label.zh}）`, en: `${view.label.en} (${label.en})` }
        return { id: `view ${view.key} ${key}`, entry, label: words, type: null }
      }),
  )
}

const spellings = new Map<string, string>()

/** Finds by a part of the name in any language, of its pinyin, or of the initials of that. */
export function matchesSearch({ label, id }: PaletteItem, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  if ([label.zh, label.en, id].some((word) => word.toLowerCase().includes(wanted))) return true
  let spelling = spellings.get(label.zh)
  if (spelling === undefined) {
    const syllables = toPinyin(label.zh).trim().split(/\s+/)
    spelling = `${syllables.join('')} ${syllables.map((syllable) => syllable[0] ?? '').join('')}`.toLowerCase()
    spellings.set(label.zh, spelling)
  }
  return spelling.includes(wanted.replaceAll(' ', ''))
}

export const labelIn = ({ label }: PaletteItem, language: Language): string => localize(label, language)
