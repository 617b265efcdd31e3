import type { LocalizedText } from '@mortise/core'
import type { AppModel, EntityModel } from '@mortise/metadata'

/** A button of a block of actions, as the document has it. */
export interface ButtonDraft {
  does: string
  label?: LocalizedText
  icon?: string
  [target: string]: unknown
}

/** In which option a button says what it runs, makes or opens. */
export const nameOfTarget: { readonly [does: string]: string } = {
  command: 'command',
  create: 'entity',
  view: 'view',
  page: 'page',
  link: 'url',
}

interface Target {
  value: string
  label: LocalizedText
  icon: string
}

/** What the buttons of a page can run, make and open, for each thing that they can do. */
export function buttonTargets(model: AppModel, page: EntityModel | null): { readonly [does: string]: Target[] } {
  const commands = [...model.commands.values()].filter(({ entity, off }) => entity === page?.key && !off)
  const tables = [...model.entities.values()].filter(({ parent }) => !parent)
  const pages = [...model.pages.values()].filter(({ entity }) => entity === undefined)
  return {
    command: commands.map(({ key, label, icon = 'bolt' }) => ({ value: key, label, icon })),
    create: tables.map(({ key, label }) => ({ value: key, label, icon: 'plus' })),
    view: [...model.views.values()].map(({ key, label }) => ({ value: key, label, icon: 'table' })),
    page: pages.map(({ key, label, icon = 'layout-dashboard' }) => ({ value: key, label, icon })),
  }
}

const unknown: LocalizedText = { zh: '?', en: '?' }

/** How a button is called and what stands on it, until it says otherwise. */
export function buttonLook(model: AppModel, button: ButtonDraft): { label: LocalizedText; icon: string } {
  const page = model.commands.get(String(button.command))?.entity
  const targets = buttonTargets(model, page === undefined ? null : (model.entities.get(page) ?? null))
  const value = button[nameOfTarget[button.does] ?? '']
  const target = targets[button.does]?.find((one) => one.value === value)
  return { label: button.label ?? target?.label ?? unknown, icon: button.icon ?? target?.icon ?? 'external-link' }
}
