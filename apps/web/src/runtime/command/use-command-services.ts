import type { EntityModel } from '@mortise/metadata'
import { type CommandServices, useRuntimeServices } from '@mortise/ui'
import { useMemo } from 'react'
import { openPrint } from './later-print.ts'
import { openWindow } from './open-window.ts'

const schemes = /^(https?|mailto|tel):/i

/** What the runtime halves of actions may do in this app. */
export function useCommandServices(entity: EntityModel): CommandServices {
  const { openRecord, createRecord, fillForm } = useRuntimeServices()
  return useMemo(
    () => ({
      openRecord: (table, id) => openRecord?.(table, id),
      createRecord: (table, values, form) => void createRecord?.(table, values, form),
      fillForm: async (filling) => (await fillForm?.(filling)) ?? false,
      openLink(url) {
        if (!schemes.test(url)) return
        // A call or a letter opens its own program and leaves the page where it is.
        if (/^https?:/i.test(url)) openWindow(url)
        else location.assign(url)
      },
      print: (template, ids) => void openPrint({ app: entity.app, entity: entity.key, template, ids }),
    }),
    [openRecord, createRecord, fillForm, entity],
  )
}
