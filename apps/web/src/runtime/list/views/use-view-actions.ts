import type { SavedView, SavedViewInput } from '@mortise/api'
import type { EntityModel, ListOptions } from '@mortise/metadata'
import { confirm, toast, toastError, useText } from '@mortise/ui'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../../api/api-error.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import { useApp } from '../../../api/use-app.ts'
import { listTexts } from '../list-texts.ts'
import { bare } from './list-options.ts'
import type { ListView } from './use-list-view.ts'

export interface ViewActions {
  create(name: string, shared: boolean): Promise<boolean>
  /** Keeps the present filter, sort and columns in the view itself. */
  save(): Promise<void>
  change(view: SavedView, change: { name?: string; shared?: boolean }): Promise<boolean>
  remove(view: SavedView): Promise<void>
}

/** Saving, renaming, sharing and deleting the views that users make. */
export function useViewActions(entity: EntityModel, view: ListView): ViewActions {
  const app = useApp()
  const client = useQueryClient()
  const t = useText(listTexts)
  const key = queryKeys.views(app.key, entity.key)
  const body = (name: string, shared: boolean, options: ListOptions): SavedViewInput => ({
    entity: entity.key,
    name,
    shared,
    options: bare(options),
  })
  const put = (saved: SavedView, next: SavedViewInput) => api.put<SavedView>(`/apps/${app.key}/views/${saved.id}`, next)

  async function attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      toastError(messageOf(error), requestIdOf(error))
      return false
    }
  }
  return {
    create: (name, shared) =>
      attempt(async () => {
        const created = await api.post<SavedView>(`/apps/${app.key}/views`, body(name, shared, view.options))
        await client.invalidateQueries({ queryKey: key })
        // The changes now belong to the new view; the old one is as it was.
        view.reset()
        view.open(created.id)
        toast(t('viewSaved'))
      }),
    async save() {
      const { own } = view.current
      if (!own) return
      await attempt(async () => {
        await put(own, body(own.name, own.shared, view.options))
        await client.invalidateQueries({ queryKey: key })
        view.reset()
        toast(t('viewSaved'))
      })
    },
    change: (saved, { name = saved.name, shared = saved.shared }) =>
      attempt(async () => {
        await put(saved, body(name, shared, saved.options))
        await client.invalidateQueries({ queryKey: key })
      }),
    async remove(saved) {
      const sure = await confirm({
        title: t('deleteView'),
        text: t('deleteViewText', { name: saved.name }),
        confirmLabel: t('deleteViewConfirm'),
        danger: true,
      })
      if (!sure) return
      await attempt(async () => {
        await api.delete(`/apps/${app.key}/views/${saved.id}`)
        await client.invalidateQueries({ queryKey: key })
        if (view.current.id === saved.id) view.open(undefined)
        toast(t('viewDeleted'))
      })
    },
  }
}
