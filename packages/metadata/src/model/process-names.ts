import type { LocalizedText } from '@mortise/core'
import { types } from '@mortise/expressions'
import type { FieldType } from '../contract/field-type.ts'
import { Type } from '../schema/type.ts'
import type { AppModel, EntityModel, FieldModel, InverseRelation } from './app-model.ts'

/** What expressions of a process call the things that are at hand there besides the fields of its record. */
export const processName = {
  /** The record of the process, with what is at hand beside it. It is no table. */
  root: 'this_process',
  /** The item of the repetition around. */
  item: 'current_item',
  /** The records that a node found. */
  found: (node: string) => `found_${node}`,
  /** The address at which somebody without an account answers a node. */
  link: (node: string) => `link_${node}`,
  /** Of a process that is about no record. */
  initiator: 'initiator',
  startedAt: 'started_at',
} as const

/** Records that an earlier node finds. */
export interface FoundList {
  node: string
  label: LocalizedText
  entity: EntityModel
}

/** A node that can be answered by a link. */
export interface LinkedNode {
  node: string
  label: LocalizedText
}

export interface ProcessNamesParts {
  model: AppModel
  /** The table of the process; null where it is about no record. */
  entity: EntityModel | null
  /** The table of the item around; null outside of a repetition. */
  item: EntityModel | null
  lists: readonly FoundList[]
  links: readonly LinkedNode[]
}

/** The names of an app with those of a place in a process. */
export interface ProcessNames {
  names: AppModel
  /** What expressions there look at; null where there is nothing to look at. */
  root: EntityModel | null
}

const known = new WeakMap<AppModel, Map<string, ProcessNames>>()

/**
 * What expressions at a place of a process may use: the fields of its record, the item of the repetition around as a
 * relation to one record, and what earlier nodes found as relations to many. A field of the record keeps its name where
 * it is called the same.
 */
export function processNames(parts: ProcessNamesParts): ProcessNames {
  const { model, entity, item, lists, links } = parts
  if (!item && lists.length === 0 && links.length === 0) return { names: model, root: entity }
  const built = known.get(model) ?? new Map<string, ProcessNames>()
  known.set(model, built)
  const place = JSON.stringify([
    entity?.key,
    item?.key,
    lists.map(({ node, label, entity: of }) => [node, label, of.key]),
    links,
  ])
  const found = built.get(place) ?? buildNames(parts)
  built.set(place, found)
  return found
}

function buildNames({ model, entity, item, lists, links }: ProcessNamesParts): ProcessNames {
  const base = entity ?? withoutRecord(model)
  if (!base) return { names: model, root: null }
  const beside = [...(item ? [itemOf(item)] : []), ...links.map(linkOf)]
  const inverses = lists.map(({ node, label, entity: of }): [string, InverseRelation] => {
    const key = processName.found(node)
    return [key, { key, label: foundLabel(label), entity: of.key, field: 'id', many: true }]
  })
  const root: EntityModel = {
    ...base,
    key: processName.root,
    aside: true,
    fields: new Map([...beside.map((field) => [field.key, field] as const), ...base.fields]),
    inverses: new Map([...inverses, ...base.inverses]),
  }
  return { names: { ...model, entities: new Map([...model.entities, [root.key, root]]) }, root }
}

const itemLabel = (label: LocalizedText): LocalizedText => ({
  zh: `当前项（${label.zh}）`,
  en: `Current item (${label.en})`,
})
const foundLabel = (label: LocalizedText): LocalizedText => ({ zh: `查到的「${label.zh}」`, en: `Found: ${label.en}` })

const itemOf = (entity: EntityModel): FieldModel =>
  besideField(processName.item, { label: itemLabel(entity.label), kind: itemKind, target: entity.key })

const linkOf = ({ node, label }: LinkedNode): FieldModel =>
  besideField(processName.link(node), {
    label: { zh: `答复链接「${label.zh}」`, en: `Link to answer: ${label.en}` },
    ...{ kind: linkKind, target: null },
  })

function besideField(key: string, { label, kind, target }: Pick<FieldModel, 'label' | 'kind' | 'target'>): FieldModel {
  return {
    ...{ key, entity: processName.root, type: kind.type, kind, label, options: {}, target },
    document: { key, type: kind.type, label },
    ...{ required: true, system: true, optionSet: null, lookup: null, computed: null },
  }
}

/** An address as a text. */
const linkKind: FieldType = {
  type: 'process_link',
  label: { zh: '答复链接', en: 'Link to answer' },
  description: { zh: '无需登录即可答复的链接。', en: 'Where somebody answers without an account.' },
  ...{ group: 'text', internal: true, writable: false },
  options: Type.Object({}),
  value: () => Type.String(),
  expression: () => types.text,
  samples: { valid: [], invalid: [] },
}

/** It leads on to the fields of the item, and has nothing else of a field. */
const itemKind: FieldType = {
  type: 'process_item',
  label: { zh: '当前项', en: 'Current item' },
  description: { zh: '循环的当前项。', en: 'The item of a repetition.' },
  ...{ group: 'relation', relation: 'one', internal: true, writable: false },
  options: Type.Object({}),
  value: () => Type.String(),
  expression: ({ target }) => (target === null ? null : { kind: 'ref', entity: target }),
  samples: { valid: [], invalid: [] },
}

/** What a process without a record knows of itself, shown as records show who made them and when. */
function withoutRecord(model: AppModel): EntityModel | null {
  const [any] = model.entities.values()
  const by = any?.fields.get('created_by')
  const at = any?.fields.get('created_at')
  if (!any || !by || !at) return null
  const renamed = (field: FieldModel, key: string, label: LocalizedText): FieldModel => ({
    ...field,
    ...{ key, entity: processName.root, label },
  })
  const initiator = renamed(by, processName.initiator, { zh: '发起人', en: 'Initiator' })
  const startedAt = renamed(at, processName.startedAt, { zh: '发起时间', en: 'Started at' })
  const own = [initiator, startedAt]
  return {
    ...any,
    ...{ key: processName.root, label: { zh: '流程', en: 'The process' }, plural: { zh: '流程', en: 'The process' } },
    ...{ fields: new Map(own.map((field) => [field.key, field])), ownFields: own, title: startedAt },
    ...{ parent: null, inverses: new Map(), searchFields: [] },
  }
}
