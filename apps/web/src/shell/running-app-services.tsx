import { RuntimeServicesContext } from '@mortise/ui'
import { type ReactNode, use } from 'react'
import type { RunningApp } from '../api/app-description.ts'
import { RunningAppContext } from '../api/use-app.ts'
import { RuntimeServicesProvider } from './runtime-services-provider.tsx'

/** What inputs, pickers and editors need of an app that stands in for the running one: that of a draft. */
export function RunningAppServices({ app, children }: { app: RunningApp; children: ReactNode }) {
  return (
    <RunningAppContext value={app}>
      <RuntimeServicesProvider app={app}>
        <WhenReady>{children}</WhenReady>
      </RuntimeServicesProvider>
    </RunningAppContext>
  )
}

/** The provider gives nothing until the field types are there. */
function WhenReady({ children }: { children: ReactNode }) {
  return use(RuntimeServicesContext) ? children : null
}
