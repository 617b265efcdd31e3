import type { EntityCapabilities } from '@mortise/data'
import type { AppModel } from '@mortise/metadata'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { appQuery, type RunningApp } from '../../../api/app-description.ts'
import { RunningAppServices } from '../../../shell/running-app-services.tsx'
import { useDesign, useDesignModel } from '../../draft/design-context.ts'
import { fullCapabilities } from '../preview/capabilities-of.ts'

interface FormServicesProps {
  /** What may be done; default: everything. */
  capabilities?: RunningApp['capabilities']
  children: ReactNode
}

/** What the real form needs around it, with the tables as the draft has them. */
export function FormServices({ capabilities, children }: FormServicesProps) {
  const { app } = useDesign()
  const model = useDesignModel()
  // An app that was never published has no description; the form needs none.
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
