import type { BulkChange } from '@mortise/api'
import { decides } from '@mortise/form'
import { type AppModel, type EntityModel, limitsOfView } from '@mortise/metadata'
import { confirm, toast, toastError, toastWithUndo, useText } from '@mortise/ui'
import type { RowSelection } from '@mortise/ui/grid'
import { useState } from 'react'
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
  /** How far it is, while records go through their forms. */
  progress: string | null
  /** The records that were left alone, each with its reason. */
  left: BulkLeft | null
  forget(): void
}

export interface BulkLeft {
  reasons: NonNullable<BulkChange['reasons']>
  refused: number
  updated: number
}

/** So many records go through their forms in one call. */
const byForms = 50

type BulkSum = Required<BulkChange>

function add(sum: BulkSum, { updated, refused, reasons = [] }: BulkChange): void {
  sum.updated += updated
  sum.refused += refused
  sum.reasons.push(...reasons)
}

/** Whether the forms of a table have a say in what is written to it. */
export function hasRules(model: AppModel, { key }: EntityModel): boolean {
  return [...model.forms.values()].some((form) => form.entity === key && decides(form))
}

/** Whether forms or limits of boards have a say in it, so that each record may have a reason of its own. */
function isRuled(model: AppModel, entity: EntityModel, values: { [field: string]: unknown }): boolean {
  const limited = [...model.views.values()].some(
    (view) => view.entity === entity.key && limitsOfView(view).some(({ group }) => Object.hasOwn(values, group)),
  )
  return limited || hasRules(model, entity)
}

/** Actions on the selected records, or on all that match. */
export function useBulk(input: { entity: EntityModel; data: ListData; selection: RowSelection; count: number }): Bulk {
  const { entity, data, selection, count } = input
  const [progress, setProgress] = useState<string | null>(null)
  const [left, setLeft] = useState<BulkLeft | null>(null)
  const app = useApp()
  const t = useText(listTexts)
  const target = { selection, what: data.what }
  const ids = (limit: number) => idTarget(target, (query) => records.query(app.key, entity.key, query), limit)
  const failed = (error: unknown) => {
    toastError(t('bulkFailed', { message: messageOf(error) }), requestIdOf(error))
    return false
  }

  async function changePlainly(values: { [field: string]: unknown }, sum: BulkSum): Promise<void> {
    const filter = filterTarget(target)
    const targets = filter ? [{ filter }] : chunks(await ids(idLimit)).map((chunk) => ({ ids: chunk }))
    for (const part of targets) add(sum, await records.updateMany(app.key, entity.key, part, values))
  }
  /** Each record by its form, a few at a time, so that one sees how far it is. */
  async function changeByForms(values: { [field: string]: unknown }, sum: BulkSum): Promise<void> {
    if (count > idLimit) throw new Error(t('bulkTooMany', { max: idLimit.toLocaleString() }))
    const all = await ids(idLimit)
    try {
      for (let start = 0; start < all.length; start += byForms) {
        setProgress(t('bulkProgress', { done: start.toLocaleString(), total: all.length.toLocaleString() }))
        add(sum, await records.changeMany(app.key, entity.key, all.slice(start, start + byForms), values))
      }
    } finally {
      setProgress(null)
    }
  }

  function tell({ updated, refused, reasons }: BulkSum): void {
    if (updated > 0) toast(t('bulkDone', { count: updated }))
    if (reasons.length > 0) setLeft({ reasons, refused, updated })
    else if (refused > 0) toastError(t('bulkRefused', { count: refused, total: updated + refused }))
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
    progress,
    left,
    forget: () => setLeft(null),
    async edit(values) {
      const sum: BulkSum = { updated: 0, refused: 0, reasons: [] }
      const change = isRuled(app.model, entity, values) ? changeByForms : changePlainly
      try {
        await change(values, sum)
        return true
      } catch (error) {
        return failed(error)
      } finally {
        // Also where the connection was lost halfway: what was done until then, and why some were left.
        tell(sum)
        data.store.refresh()
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
        else if (result.archived > 0) toast(message)
        if (result.refused > 0)
          toastError(t('bulkArchiveRefused', { count: result.refused, total: result.archived + result.refused }))
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
