import { RuntimeServicesContext } from '@mortise/ui'
import { useContext } from 'react'

/** Opens the dialog for a new record, and the record once it is made. Does nothing where the user may not. */
export function useCreateRecord(): (entity: string, initial?: { [field: string]: unknown }) => Promise<void> {
  const services = useContext(RuntimeServicesContext)
  return async (entity, initial = {}) => {
    if (!services?.createRecord || !services.canCreate(entity)) return
    const record = await services.createRecord(entity, initial)
    if (record) services.openRecord?.(entity, record.id)
  }
}
