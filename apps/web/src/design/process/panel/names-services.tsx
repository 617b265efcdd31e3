import type { AppModel } from '@mortise/metadata'
import { RuntimeServicesContext, useRuntimeServices } from '@mortise/ui'
import { type ReactNode, useMemo } from 'react'

/** Lets editors of expressions know what there is at a place of a process: the item around, and lists that were found. */
export function NamesServices({ names, children }: { names: AppModel; children: ReactNode }) {
  const services = useRuntimeServices()
  const widened = useMemo(() => (services.app === names ? services : { ...services, app: names }), [services, names])
  return <RuntimeServicesContext value={widened}>{children}</RuntimeServicesContext>
}
