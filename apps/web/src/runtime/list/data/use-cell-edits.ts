import { localize } from '@mortise/core'
import { type EntityModel, resolvePath } from '@mortise/metadata'
import { currentLanguage, useRuntimeServices, useText } from '@mortise/ui'
import { type CellEdits, createCellEdits, textOf } from '@mortise/ui/grid'
import { useEffect, useMemo, useRef } from 'react'
import { onConnectionChange } from '../../../api/connection.ts'
import { useSession } from '../../../api/session.ts'
import { useApp } from '../../../api/use-app.ts'
import { useEvaluationContext } from '../../form/rules/use-evaluation-context.ts'
import { listTexts } from '../list-texts.ts'
import type { ListStore } from './list-store.ts'
import { saveCells } from './save-cells.ts'
import { readUnsaved, writeUnsaved } from './unsaved-cells.ts'

/** Edits in place: saved behind the screen, kept over a reload until they are, tried again when the connection is back. */
export function useCellEdits(
  entity: EntityModel,
  store: ListStore,
  select: string[],
  /** Something is computed for the records of the list, which a save does not answer. */
  computes: boolean,
): CellEdits {
  const app = useApp()
  const services = useRuntimeServices()
  const { user } = useSession()
  const t = useText(listTexts)
  const context = useEvaluationContext(false)
  const latest = useRef({ store, select, services, computes, context, model: app.model })
  latest.current = { store, select, services, computes, context, model: app.model }
  const place = useMemo(() => ({ userId: user.id, app: app.key, entity: entity.key }), [user.id, app.key, entity.key])
  const edits = useMemo(
    () =>
      createCellEdits({
        save(id, values, bases) {
          const { store: list, select: fields, services: running } = latest.current
          return saveCells({
            app: place.app,
            entity: place.entity,
            id,
            select: [...new Set([...fields, ...Object.keys(values)])],
            values,
            bases,
            known: list.find(id),
            onRecord(record) {
              const before = list.find(id)
              list.patch(record)
              // Rights over single records may be others after the change, too.
              if (latest.current.computes || before?.$can) list.refresh()
            },
            async formOf(record) {
              const { formOfMoved } = await import('../kinds/form-of-moved.ts')
              const { model, context: present } = latest.current
              return await formOfMoved({ model, entity, record, values, context: present })
            },
            labelOf: (field) =>
              localize(entity.fields.get(field)?.label ?? { zh: field, en: field }, currentLanguage()),
            textOf(column, value) {
              const field = resolvePath(running.app, entity, column)?.field
              return field ? textOf(value, field, running) : String(value ?? '')
            },
          })
        },
      }),
    [place, entity],
  )
  const notSavedBefore = t('notSavedBefore')
  useEffect(() => {
    const known = new Set(edits.unsaved().map(({ row, column }) => `${row}/${column}`))
    const left = readUnsaved(place).filter(({ row, column }) => !known.has(`${row}/${column}`))
    if (left.length > 0) edits.restore(left, notSavedBefore)
    const stop = edits.subscribe(() => writeUnsaved(place, edits.unsaved()))
    const mute = onConnectionChange(() => edits.retry())
    return () => {
      stop()
      mute()
    }
  }, [edits, place, notSavedBefore])
  return edits
}
