import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { toast, useRuntimeServices } from '@mortise/ui'
import { messageOf } from '../../api/api-error.ts'
import { useCapabilities } from '../../api/use-app.ts'

/** Opens the dialog for a new record; undefined where the user may not make one. */
export function useCreate(
  entity: EntityModel,
): ((initial: { [field: string]: unknown }) => Promise<EntityRecord | null>) | undefined {
  const services = useRuntimeServices()
  const capabilities = useCapabilities(entity.key)
  if (!capabilities.create || !services.createRecord || entity.parent) return undefined
  return async (initial) => {
    try {
      return (await services.createRecord?.(entity.key, initial)) ?? null
    } catch (error) {
      toast(messageOf(error))
      return null
    }
  }
}
