import type { EntityCapabilities } from '@mortise/data'
import type { AppModel } from '@mortise/metadata'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { appQuery, type RunningApp } from '../../api/app-description.ts'
import { RunningAppServices } from '../../shell/running-app-services.tsx'
import { fullCapabilities } from './capabilities-of.ts'
import { useDesign, useDesignModel } from './design-context.ts'

interface DraftAppServicesProps {
  /** What may be done; default: everything. */
  capabilities?: RunningApp['capabilities']
  children: ReactNode
}

/** What real forms and views need around them, with the tables as the draft has them. */
export function DraftAppServices({ capabilities, children }: DraftAppServicesProps) {
  const { app } = useDesign()
  const model = useDesignModel()
  // An app that was never published has no description; what is drawn here needs none.
  const { data } = useQuery(appQuery(app))
  const full = useFullCapabilities(model)
  const running = useMemo(
    (): RunningApp => ({
      ...{ key: app, model, capabilities: capabilities ?? full },
      description: data?.description ?? ({} as RunningApp['description']),
    }),
    [app, model, capabilities, full, data],
  )
  return <RunningAppServices app={running}>{children}</RunningAppServices>
}

function useFullCapabilities(model: AppModel): { [entity: string]: EntityCapabilities } {
  return useMemo(() => fullCapabilities(model), [model])
}
