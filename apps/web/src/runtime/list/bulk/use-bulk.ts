import type { EntityModel } from '@mortise/metadata'
import { confirm, toast, toastError, toastWithUndo, useText } from '@mortise/ui'
import type { RowSelection } from '@mortise/ui/grid'
import { messageOf, requestIdOf } from '../../../api/api-error.ts'
import { records } from '../../../api/records.ts'
import { useApp } from '../../../api/use-app.ts'
import type { ListData } from '../data/use-list-data.ts'
import { listTexts } from '../list-texts.ts'
import { chunks, filterTarget, idTarget } from './bulk-target.ts'

/** So many archived records can be brought back by one click. */
const undoLimit = 2000
const idLimit = 10_000

export interface Bulk {
  /** Writes the same values to all selected records; true when it was done. */
  edit(values: { [field: string]: unknown }): Promise<boolean>
  archive(): Promise<boolean>
}

/** Actions on the selected records, or on all that match. */
export function useBulk(input: { entity: EntityModel; data: ListData; selection: RowSelection; count: number }): Bulk {
  const { entity, data, selection, count } = input
  const app = useApp()
  const t = useText(listTexts)
  const target = { selection, what: data.what }
  const ids = (limit: number) => idTarget(target, (query) => records.query(app.key, entity.key, query), limit)
  const failed = (error: unknown) => {
    toastError(t('bulkFailed', { message: messageOf(error) }), requestIdOf(error))
    return false
  }

  async function archiveIds(all: readonly string[]): Promise<{ archived: number; refused: number }> {
    const sum = { archived: 0, refused: 0 }
    for (const chunk of chunks(all)) {
      const { archived, refused } = await records.archiveMany(app.key, entity.key, { ids: chunk })
      sum.archived += archived
      sum.refused += refused
    }
    return sum
  }
  async function restore(all: readonly string[]) {
    const waiting = [...all]
    const work = async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await restoreOne(app.key, entity.key, id)
    }
    await Promise.all([work(), work(), work(), work()])
    data.store.refresh()
  }
  return {
    async edit(values) {
      try {
        const filter = filterTarget(target)
        const sum = { updated: 0, refused: 0 }
        const targets = filter ? [{ filter }] : chunks(await ids(idLimit)).map((chunk) => ({ ids: chunk }))
        for (const part of targets) {
          const { updated, refused } = await records.updateMany(app.key, entity.key, part, values)
          sum.updated += updated
          sum.refused += refused
        }
        toast(t('bulkDone', { count: sum.updated }))
        if (sum.refused > 0) toastError(t('bulkRefused', { count: sum.refused }))
        data.store.refresh()
        return true
      } catch (error) {
        data.store.refresh()
        return failed(error)
      }
    },
    async archive() {
      const undoable = count <= undoLimit
      if (!undoable) {
        const title = t('bulkArchiveManyTitle', { shown: count.toLocaleString() })
        const sure = await confirm({
          title,
          text: t('bulkArchiveManyText'),
          confirmLabel: t('bulkArchive'),
          danger: true,
        })
        if (!sure) return false
      }
      try {
        const filter = undoable ? null : filterTarget(target)
        const chosen = filter ? [] : await ids(idLimit)
        const result = filter ? await records.archiveMany(app.key, entity.key, { filter }) : await archiveIds(chosen)
        const message = t('bulkArchived', { count: result.archived })
        if (undoable && result.archived > 0) toastWithUndo(message, () => restore(chosen))
        else toast(message)
        if (result.refused > 0) toastError(t('bulkArchiveRefused', { count: result.refused }))
        data.store.refresh()
        return true
      } catch (error) {
        data.store.refresh()
        return failed(error)
      }
    },
  }
}

/** Records that were refused when archiving are not archived, and so cannot be restored: that is no failure. */
async function restoreOne(app: string, entity: string, id: string): Promise<void> {
  try {
    await records.restore(app, entity, id)
  } catch (error) {
    if (!isNotArchived(error)) throw error
  }
}

function isNotArchived(error: unknown): boolean {
  return error instanceof Error && 'status' in error && (error.status === 404 || error.status === 409)
}
