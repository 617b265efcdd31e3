import type { EntityRecord } from '@mortise/data'
import type { EntityModel, ListColumn } from '@mortise/metadata'
import { useRuntimeServices } from '@mortise/ui'
import { columnForField, type GridColumn } from '@mortise/ui/grid'
import { useMemo } from 'react'
import { useCapabilities } from '../../../api/use-app.ts'
import { useColumnField } from '../views/use-column-field.ts'

/** The columns of a view as the grid draws them; own fields that the user may write can be edited. */
export function useGridColumns(entity: EntityModel, columns: readonly ListColumn[]): GridColumn<EntityRecord>[] {
  const services = useRuntimeServices()
  const capabilities = useCapabilities(entity.key)
  const columnField = useColumnField(entity)
  return useMemo(
    () =>
      columns.flatMap((shown) => {
        const { field: path, width, pinned, formula } = shown
        const found = columnField(shown)
        if (!found || !services.fieldRuntimes.has(found.field.type)) return []
        const { field, label } = found
        const own = !path.includes('.') && formula === undefined
        const column = columnForField<EntityRecord>({
          key: path,
          field,
          services,
          label,
          width,
          pinned,
          editable:
            own && capabilities.update && capabilities.fields[field.key] === 'write' && field.kind.writable !== false,
        })
        return [{ ...column, opens: path === entity.title.key }]
      }),
    [columns, entity, services, capabilities, columnField],
  )
}
