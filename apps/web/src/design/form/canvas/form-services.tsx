import type { EntityCapabilities } from '@mortise/data'
import type { AppModel } from '@mortise/metadata'
import { RuntimeServicesContext } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, use, useMemo } from 'react'
import { appQuery, type RunningApp } from '../../../api/app-description.ts'
import { RunningAppContext } from '../../../api/use-app.ts'
import { RuntimeServicesProvider } from '../../../shell/runtime-services-provider.tsx'
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
  return (
    <RunningAppContext value={running}>
      <RuntimeServicesProvider app={running}>
        <WhenReady>{children}</WhenReady>
      </RuntimeServicesProvider>
    </RunningAppContext>
  )
}

function useFullCapabilities(model: AppModel): { [entity: string]: EntityCapabilities } {
  return useMemo(() => fullCapabilities(model), [model])
}

/** The provider gives nothing until the field types are there. */
function WhenReady({ children }: { children: ReactNode }) {
  return use(RuntimeServicesContext) ? children : null
}
