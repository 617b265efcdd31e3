import type { LocalizedText } from '@mortise/core'
import type { ColourName } from '@mortise/metadata'
import { type PageTarget, usePageServices, useRuntimeServices } from '@mortise/ui'
import type { ReactNode } from 'react'
import { leadsTo } from '../../block-parts/block-roles.ts'
import { blockTexts } from '../../block-parts/block-texts.tsx'
import type { ButtonKind, PageButton } from './actions.ts'

/** A button as it is drawn. */
export interface PressableButton {
  label: LocalizedText
  icon: string
  colour?: ColourName | undefined
  busy: boolean
  disabled: boolean
  /** Where it is a link: so it opens in another tab as well. */
  leadsTo?: PageTarget
  press?(): void
}

interface Pressable {
  dialogs: ReactNode
  /** Null where the button is not for this user, or not for this record. */
  buttonFor(button: PageButton): PressableButton | null
}

const idle = { busy: false, disabled: false }

/** What the buttons of a page do for the user. */
export function usePressable(): Pressable {
  const services = useRuntimeServices()
  const page = usePageServices()
  const commands = page.useCommands()
  const { app } = services

  function make(key: string) {
    const relation = app.entities.get(key)?.ownFields.find((field) => leadsTo(field, page.entity))
    const many = relation?.kind.relation === 'many'
    const id = page.record && (many ? [page.record.id] : page.record.id)
    void services.createRecord?.(key, relation && id ? { [relation.key]: id } : {})
  }

  const kinds: { readonly [Does in ButtonKind]: (button: PageButton) => PressableButton | null } = {
    command({ command: key, ...own }) {
      const command = commands.offered.find((one) => one.key === key)
      if (!command) return null
      const { label, icon = 'bolt', colour } = command
      const state = { busy: commands.busy === command.key, disabled: commands.busy !== null }
      return { label, icon, colour, ...state, ...looks(own), press: () => commands.run(command) }
    },
    create({ entity: key = '', ...own }) {
      const entity = app.entities.get(key)
      if (!entity || !services.canCreate(key)) return null
      return { label: newOf(entity.label), icon: 'plus', ...idle, ...looks(own), press: () => make(key) }
    },
    view({ view: key = '', ...own }) {
      const view = app.views.get(key)
      if (!view) return null
      return { label: view.label, icon: 'table', ...idle, ...looks(own), leadsTo: { entity: view.entity, view: key } }
    },
    page({ page: key = '', ...own }) {
      const found = app.pages.get(key)
      if (!found) return null
      return {
        label: found.label,
        icon: found.icon ?? 'layout-dashboard',
        ...idle,
        ...looks(own),
        leadsTo: { page: key },
      }
    },
    link({ url = '', label, icon = 'external-link' }) {
      return label ? { label, icon, ...idle, leadsTo: { url } } : null
    },
  }
  return { dialogs: commands.dialogs, buttonFor: (button) => kinds[button.does as ButtonKind](button) }
}

function looks({ label, icon }: Pick<PageButton, 'label' | 'icon'>) {
  return { ...(label && { label }), ...(icon && { icon }) }
}

function newOf(name: LocalizedText): LocalizedText {
  return { zh: blockTexts.t('newOf', { name: name.zh }, 'zh'), en: blockTexts.t('newOf', { name: name.en }, 'en') }
}
