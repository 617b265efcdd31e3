import type { DraftState } from '@mortise/api'
import { type AppDocumentAny, compileApp } from '@mortise/metadata'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { appQuery, type RunningApp } from '../../api/app-description.ts'
import { kindsQuery } from '../../api/kinds.ts'
import { RunningAppServices } from '../../shell/running-app-services.tsx'
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
  return <RunningAppServices app={running}>{children}</RunningAppServices>
}
