import type { EntityRecord } from '@mortise/data'
import { type EntityModel, type ListColumn, resolvePath } from '@mortise/metadata'
import { useRuntimeServices } from '@mortise/ui'
import { columnForField, type GridColumn } from '@mortise/ui/grid'
import { useMemo } from 'react'
import { useCapabilities } from '../../../api/use-app.ts'
import { pathLabel } from '../../filter/field-choices.ts'

/** The columns of a view as the grid draws them; own fields that the user may write can be edited. */
export function useGridColumns(entity: EntityModel, columns: readonly ListColumn[]): GridColumn<EntityRecord>[] {
  const services = useRuntimeServices()
  const capabilities = useCapabilities(entity.key)
  return useMemo(
    () =>
      columns.flatMap(({ field: path, width, pinned }) => {
        const field = resolvePath(services.app, entity, path)?.field
        if (!field || !services.fieldRuntimes.has(field.type)) return []
        const own = !path.includes('.')
        const column = columnForField<EntityRecord>({
          key: path,
          field,
          services,
          label: pathLabel(services.app, entity, path, services.language),
          width,
          pinned,
          editable:
            own && capabilities.update && capabilities.fields[field.key] === 'write' && field.kind.writable !== false,
        })
        return [{ ...column, opens: path === entity.title.key }]
      }),
    [columns, entity, services, capabilities],
  )
}
