import type { AppDescription } from '@mortise/api'
import type { EntityCapabilities } from '@mortise/data'
import { loadPatterns, usesPatterns } from '@mortise/expressions'
import { type AppModel, compileApp } from '@mortise/metadata'
import { queryOptions } from '@tanstack/react-query'
import { api } from './api-client.ts'
import { queryKeys } from './query-keys.ts'

/** An app as this user runs it: its compiled model, and what the user may do. */
export interface RunningApp {
  key: string
  model: AppModel
  description: AppDescription
  capabilities: { readonly [entity: string]: EntityCapabilities }
}

const models = new Map<string, AppModel>()

/** Fetches and compiles an app. Stays fresh until the live stream tells of a new revision. */
export const appQuery = (app: string) =>
  queryOptions({
    queryKey: queryKeys.description(app),
    queryFn: async ({ signal }): Promise<RunningApp> => {
      const [description] = await Promise.all([
        api.get<AppDescription>(`/apps/${app}`, { signal }),
        import('@mortise/kinds/runtime'),
      ])
      const running = await runApp(app, description, models.get(app))
      models.set(app, running.model)
      return running
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })

/** Compiles what the server says of an app. */
export async function runApp(key: string, description: AppDescription, previous?: AppModel): Promise<RunningApp> {
  const { fieldTypes } = await import('@mortise/kinds/runtime')
  if (usesPatterns(description)) await loadPatterns()
  const options = { fieldTypes, revision: description.revision, previous, partial: true }
  return {
    key,
    model: compileApp(documentsOf(description), options),
    description,
    capabilities: description.capabilities,
  }
}

function documentsOf(description: AppDescription) {
  const { app, entities, optionSets, forms, views, commands, prints, pages, menus } = description
  return [app, ...entities, ...optionSets, ...forms, ...views, ...commands, ...prints, ...pages, ...menus]
}
