import { type Language, type LocalizedText, localize } from '@mortise/core'
import type { AppModel, EntityModel } from '@mortise/metadata'
import { formDesignTexts } from '../form-design-texts.ts'
import type { FormNode, NodeKind } from '../tree/form-node.ts'

/** What a kind of node is called. */
export function kindName(kind: NodeKind, language: Language): string {
  return formDesignTexts.t(`kind_${kind}`, {}, language)
}

export interface NameContext {
  model: AppModel
  entity: EntityModel | undefined
}

/** What a node is called: by its label, else by its kind. */
export function nodeName(node: FormNode | undefined, { model, entity }: NameContext, language: Language): string {
  if (!node?.member) return kindName('form', language)
  const label = labelOf(node.member, model, entity)
  const words = label ? localize(label, language).trim() : ''
  return words === '' ? kindName(node.kind, language) : words.slice(0, longest)
}

const longest = 40

function labelOf(
  member: NonNullable<FormNode['member']>,
  model: AppModel,
  entity: EntityModel | undefined,
): LocalizedText | undefined {
  if (!('item' in member)) return member.label
  if (member.item === 'field') return member.label ?? fieldLabel(entity, member.field)
  if (member.item === 'sub_table') return fieldLabel(entity, member.field)
  if (member.item === 'related_list') return member.label ?? model.entities.get(member.entity)?.plural
  if (member.item === 'button') return member.label ?? model.commands.get(member.command)?.label
  if (member.item === 'view') return member.label ?? model.views.get(member.view)?.label
  if (member.item === 'text') return member.text
  if (member.item === 'image') return member.alt
  return 'label' in member ? member.label : undefined
}

const fieldLabel = (entity: EntityModel | undefined, key: string): LocalizedText =>
  entity?.fields.get(key)?.label ?? { zh: key, en: key }
