import type { SavedView, SavedViewInput } from '@mortise/api'
import type { EntityModel, ViewOptions } from '@mortise/metadata'
import { confirm, toast, toastError, useText } from '@mortise/ui'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../../api/api-error.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import { useApp } from '../../../api/use-app.ts'
import { listTexts } from '../list-texts.ts'
import type { ListView } from './use-list-view.ts'
import { bare } from './view-options.ts'

export interface ViewActions {
  /** Keeps what is on the screen, or a view of another type, under a name. */
  create(input: NewView): Promise<boolean>
  /** Keeps the present filter, sort and columns in the view itself. */
  save(): Promise<void>
  change(view: SavedView, change: { name?: string; shared?: boolean; locked?: boolean }): Promise<boolean>
  remove(view: SavedView): Promise<void>
}

export interface NewView {
  name: string
  shared: boolean
  type: string
  options: ViewOptions
}

function changeable({ name, shared, type, locked, options }: SavedView): Omit<SavedViewInput, 'entity'> {
  return { name, shared, type, locked, options }
}

/** Saving, renaming, sharing and deleting the views that users make. */
export function useViewActions(entity: EntityModel, view: ListView): ViewActions {
  const app = useApp()
  const client = useQueryClient()
  const t = useText(listTexts)
  const key = queryKeys.views(app.key, entity.key)
  const body = (input: Omit<SavedViewInput, 'entity'>): SavedViewInput => ({
    ...input,
    entity: entity.key,
    options: bare(input.options),
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
    create: ({ name, shared, type, options }) =>
      attempt(async () => {
        const created = await api.post<SavedView>(`/apps/${app.key}/views`, body({ name, shared, type, options }))
        await client.invalidateQueries({ queryKey: key })
        // The changes now belong to the new view; the old one is as it was.
        view.reset()
        view.open(created.id)
        toast(t('viewSaved'))
      }),
    async save() {
      const { own } = view.current
      const { options } = view
      if (!own || !options) return
      await attempt(async () => {
        await put(own, body({ ...changeable(own), options }))
        await client.invalidateQueries({ queryKey: key })
        view.reset()
        toast(t('viewSaved'))
      })
    },
    change: (saved, change) =>
      attempt(async () => {
        await put(saved, body({ ...changeable(saved), ...change }))
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
