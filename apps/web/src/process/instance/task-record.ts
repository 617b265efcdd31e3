import type { InstanceView } from '@mortise/api'
import { useQuery } from '@tanstack/react-query'
import { type RunningApp, runApp } from '../../api/app-description.ts'
import { processes } from '../../api/processes.ts'
import { queryKeys } from '../../api/query-keys.ts'

/** The record as a task shows it: its values, and the app in the rights of the node. */
export function useTaskRecord(view: InstanceView, visit: number) {
  const record = useQuery({
    queryKey: queryKeys.instance(view.id, 'record', visit),
    queryFn: ({ signal }) => processes.taskRecord(view.id, visit, signal),
  })
  const appKey = record.data?.appKey
  const app = useQuery({
    // What it was compiled from is said by the key: nothing else makes it old.
    queryKey: ['task-app', view.app, appKey],
    queryFn: async ({ signal }): Promise<RunningApp> =>
      await runApp(view.app, await processes.taskApp(view.id, visit, signal)),
    enabled: appKey !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  return { task: record.data, app: app.data, error: record.data ? app.error : record.error }
}

/** The visit in whose rights this person sees the record: what waits for them, else what they decided last. */
export function visitOf(view: InstanceView, wanted: number | undefined, user: string): number | null {
  const own = view.tasks.filter(
    ({ user: asked, agents, decidedBy }) => asked === user || decidedBy === user || agents.includes(user),
  )
  const open = view.can.tasks
  const found = open.find(({ visit }) => visit === wanted) ?? own.find(({ visit }) => visit === wanted) ?? open[0]
  return found?.visit ?? own.at(-1)?.visit ?? null
}
