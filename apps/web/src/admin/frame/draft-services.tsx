import type { DraftState } from '@mortise/api'
import { type AppDocumentAny, compileApp } from '@mortise/metadata'
import { RuntimeServicesContext } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, use, useMemo } from 'react'
import { appQuery, type RunningApp } from '../../api/app-description.ts'
import { kindsQuery } from '../../api/kinds.ts'
import { RunningAppContext } from '../../api/use-app.ts'
import { RuntimeServicesProvider } from '../../shell/runtime-services-provider.tsx'
import { QueryState } from './query-state.tsx'

interface DraftServicesProps {
  app: string
  draft: DraftState
  children: ReactNode
}

/** What inputs and editors need of the running app, with the tables as the draft has them. */
export function DraftServices({ app, draft, children }: DraftServicesProps) {
  const published = useQuery(appQuery(app))
  const kinds = useQuery(kindsQuery)
  const running = useMemo((): RunningApp | null => {
    if (!published.data || !kinds.data) return null
    const options = { fieldTypes: kinds.data.fieldTypes, revision: draft.baseRevision, partial: true }
    return { ...published.data, model: compileApp(draft.documents as AppDocumentAny[], options) }
  }, [published.data, kinds.data, draft])
  if (!running) return <QueryState queries={[published, kinds]} />
  return (
    <RunningAppContext value={running}>
      <RuntimeServicesProvider app={running}>
        <WhenReady>{children}</WhenReady>
      </RuntimeServicesProvider>
    </RunningAppContext>
  )
}

/** The provider gives nothing until the field types are there. */
function WhenReady({ children }: { children: ReactNode }) {
  return use(RuntimeServicesContext) ? children : null
}
