import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { QueryState } from '../../admin/frame/query-state.tsx'
import { appQuery, type RunningApp } from '../../api/app-description.ts'
import { RunningAppServices } from '../../shell/running-app-services.tsx'
import { useDesign, useDesignModel } from './design-context.ts'

/** What inputs, pickers and formula editors need of the running app, with the tables as the draft has them. */
export function DesignServices({ children }: { children: ReactNode }) {
  const { app } = useDesign()
  const model = useDesignModel()
  const published = useQuery(appQuery(app))
  const running = useMemo(
    (): RunningApp | null => (published.data ? { ...published.data, model } : null),
    [published.data, model],
  )
  if (!running) return <QueryState queries={[published]} />
  return <RunningAppServices app={running}>{children}</RunningAppServices>
}
