import { localize } from '@mortise/core'
import { currentLanguage } from '@mortise/ui'
import { formDesignTexts } from '../form-design-texts.ts'
import { formId } from '../tree/form-node.ts'
import type { DragSource, Drop } from './drop.ts'
import type { FormActions } from './form-actions.ts'
import { kindName } from './node-name.ts'
import type { Selected } from './selection-store.ts'

const { t } = formDesignTexts

/** What a screen reader is told of what is selected. */
export function saySelected(actions: FormActions, { ids, lead }: Selected): string {
  const language = currentLanguage()
  if (ids.size > 1) return t('saidSelectedMany', { count: ids.size })
  const index = actions.index()
  const node = index.get(lead ?? '')
  if (!node) return t('saidNone')
  return t('saidSelected', {
    kind: kindName(node.kind, language),
    name: actions.nameOf(node.id, language),
    parent: actions.nameOf(node.parent ?? formId, language),
    index: node.index + 1,
    count: index.get(node.parent ?? formId)?.children.length ?? 0,
  })
}

export const sayLifted = ({ name }: DragSource): string => t('saidLifted', { name: localize(name, currentLanguage()) })

export function sayPlace(actions: FormActions, drop: Drop): string {
  const language = currentLanguage()
  if ('beside' in drop)
    return t(drop.side === 'left' ? 'saidBesideLeft' : 'saidBesideRight', {
      name: actions.nameOf(drop.beside, language),
    })
  const { parent, index } = drop.place
  const count = (actions.index().get(parent)?.children.length ?? 0) + 1
  return t('saidPlace', { parent: actions.nameOf(parent, language), index: index + 1, count })
}

export function sayEnded(actions: FormActions, source: DragSource, drop: Drop | null): string {
  const name = localize(source.name, currentLanguage())
  return drop ? t('saidDropped', { name, where: sayPlace(actions, drop) }) : t('saidCancelled', { name })
}
